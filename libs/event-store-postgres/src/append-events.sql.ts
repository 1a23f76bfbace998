/**
 * Takes a group of appends and answers each member on its own: one row per member, in order.
 *
 * The lock comes in a statement of its own, so that what follows sees everything committed before it; this holds at
 * READ COMMITTED only. It is kept to the end of the transaction: commit order is position order. Nothing of a member
 * is written before all of it was checked. There is no NOTIFY in here: its lock is server-wide.
 *
 * A member: { command: {id, type, digest, correlation, actor, at}, writes: [{stream, expected, events: [{type, version,
 * data}]}], and where there are look-ups to change: take, release: [{kind, hmac, holder}], release_all: [holder] }.
 * `expected` is a revision, -1 for no stream; `data` is JSON text inside a JSON string.
 *
 * The loops count through arrays instead of selecting from them: a select costs as much as an insert here.
 */
export const appendEvents = `create function append_events(batch jsonb)
returns table (member int, outcome text, at_position bigint, at_stream text, at_revision bigint, taken_kind text)
language plpgsql
set lock_timeout = '5s'
as $$
declare
  head bigint;
  first bigint;
  part jsonb;
  command jsonb;
  item jsonb;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append_events needs READ COMMITTED.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('append_events', 0));
  select coalesce(max(e.position), 0) into head from events e;

  for member, part in
    select m.ord - 1, m.value from jsonb_array_elements(batch) with ordinality m(value, ord) order by m.ord
  loop
    command := part->'command';
    at_position := null; at_stream := null; at_revision := null; taken_kind := null;

    if exists (select from commands c where c.id = command->>'id') then
      outcome := 'recorded'; return next; continue;
    end if;

    for at in 0 .. jsonb_array_length(part->'writes') - 1 loop
      item := part->'writes'->at;
      select coalesce((select s.revision from streams s where s.name = item->>'stream'), -1) into at_revision;
      if at_revision <> (item->>'expected')::bigint then at_stream := item->>'stream'; exit; end if;
    end loop;
    if at_stream is not null then outcome := 'stale'; return next; continue; end if;

    for at in 0 .. coalesce(jsonb_array_length(part->'take'), 0) - 1 loop
      item := part->'take'->at;
      continue when item->>'kind' not in ('email', 'sso');
      if exists (
        select from look_ups l
        where l.kind = item->>'kind' and l.hmac = item->>'hmac' and l.holder <> item->>'holder'
          and not coalesce(part->'release_all' ? l.holder, false)
          and not coalesce(part->'release' @> jsonb_build_array(
            jsonb_build_object('kind', l.kind, 'hmac', l.hmac, 'holder', l.holder)), false)
      ) then taken_kind := item->>'kind'; exit; end if;
    end loop;
    if taken_kind is not null then outcome := 'taken'; return next; continue; end if;

    first := head + 1;
    for at in 0 .. jsonb_array_length(part->'writes') - 1 loop
      item := part->'writes'->at;
      continue when jsonb_array_length(item->'events') = 0;
      insert into events (position, stream, revision, id, type, version, data,
                          command_id, correlation_id, actor, recorded_at)
        select head + e.ord, item->>'stream', (item->>'expected')::bigint + e.ord, gen_random_uuid(),
               e.value->>'type', (e.value->>'version')::int, e.value->>'data',
               command->>'id', command->>'correlation', command->>'actor', (command->>'at')::timestamptz
        from jsonb_array_elements(item->'events') with ordinality e(value, ord);
      head := head + jsonb_array_length(item->'events');
      insert into streams as s (name, revision)
        values (item->>'stream', (item->>'expected')::bigint + jsonb_array_length(item->'events'))
        on conflict (name) do update set revision = excluded.revision;
    end loop;

    if part ? 'release_all' then
      delete from look_ups l where l.holder in (select jsonb_array_elements_text(part->'release_all'));
    end if;
    for at in 0 .. coalesce(jsonb_array_length(part->'release'), 0) - 1 loop
      item := part->'release'->at;
      delete from look_ups l
      where l.kind = item->>'kind' and l.hmac = item->>'hmac' and l.holder = item->>'holder';
    end loop;
    for at in 0 .. coalesce(jsonb_array_length(part->'take'), 0) - 1 loop
      item := part->'take'->at;
      insert into look_ups (kind, hmac, holder) values (item->>'kind', item->>'hmac', item->>'holder')
        on conflict (kind, hmac, holder) do nothing;
    end loop;

    insert into commands (id, type, digest, home_stream, first_position, last_position, recorded_at)
      values (command->>'id', command->>'type', command->>'digest', part->'writes'->0->>'stream',
              first, head, (command->>'at')::timestamptz);
    outcome := 'appended'; at_position := head; at_revision := null;
    return next;
  end loop;
end $$`;
