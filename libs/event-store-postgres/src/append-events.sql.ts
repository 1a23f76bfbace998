/** By joins, whose plans read all look-ups there are. */
const takenByJoin = `      select 'taken', t->>'kind', null::bigint from jsonb_array_elements(changes->'take') t
      where t->>'kind' in ('email', 'sso') and exists (
        select from public.look_ups l
        where l.kind = t->>'kind' and l.hmac = t->>'hmac' and l.holder <> t->>'holder'
          and not changes->'releaseAll' ? l.holder
          and not changes->'release' @> jsonb_build_array(
            jsonb_build_object('kind', l.kind, 'hmac', l.hmac, 'holder', l.holder)));
`;
const changedByJoin = `    delete from public.look_ups l where l.holder in (select jsonb_array_elements_text(changes->'releaseAll'));
    delete from public.look_ups l using jsonb_array_elements(changes->'release') r
      where l.kind = r->>'kind' and l.hmac = r->>'hmac' and l.holder = r->>'holder';
    delete from public.look_ups l using jsonb_array_elements(changes->'take') t
      where l.kind = t->>'kind' and l.hmac = t->>'hmac' and l.holder = t->>'holder';
    insert into public.look_ups (kind, hmac, holder, says)
      select t->>'kind', t->>'hmac', t->>'holder', t->>'says' from jsonb_array_elements(changes->'take') t
      on conflict (kind, hmac, holder) do nothing;
`;
const changedWithoutSaying = `    delete from public.look_ups l where l.holder in (select jsonb_array_elements_text(changes->'releaseAll'));
    delete from public.look_ups l using jsonb_array_elements(changes->'release') r
      where l.kind = r->>'kind' and l.hmac = r->>'hmac' and l.holder = r->>'holder';
    insert into public.look_ups (kind, hmac, holder)
      select t->>'kind', t->>'hmac', t->>'holder' from jsonb_array_elements(changes->'take') t
      on conflict (kind, hmac, holder) do nothing;
`;

const taken = `      select 'taken', t->>'kind', null::bigint from jsonb_array_elements(changes->'take') t
      where t->>'kind' in ('email', 'sso') and (
        select true from public.look_ups l
        where l.kind = t->>'kind' and l.hmac = t->>'hmac' and l.holder <> t->>'holder'
          and not changes->'releaseAll' ? l.holder
          and not changes->'release' @> jsonb_build_array(
            jsonb_build_object('kind', l.kind, 'hmac', l.hmac, 'holder', l.holder)) limit 1);
`;
/** A row that is there already says what it is taken with now. */
const changed = `    delete from public.look_ups l
      where l.holder = any (array(select jsonb_array_elements_text(changes->'releaseAll')));
    delete from public.look_ups l where l.ctid = any (array(
      select (select h.ctid from public.look_ups h
              where h.kind = r->>'kind' and h.hmac = r->>'hmac' and h.holder = r->>'holder')
      from jsonb_array_elements((changes->'release') || (changes->'take')) r));
    insert into public.look_ups (kind, hmac, holder, says)
      select t->>'kind', t->>'hmac', t->>'holder', t->>'says' from jsonb_array_elements(changes->'take') t
      on conflict (kind, hmac, holder) do nothing;
`;

/**
 * Appends a group of events, or says what speaks against it and writes nothing.
 *
 * The lock comes in a statement of its own, so that what follows sees everything committed before it; this holds at
 * READ COMMITTED only. It is kept to the end of the transaction: commit order is position order. There is no NOTIFY in
 * here: its lock is server-wide.
 *
 * All of the group is checked against what was there before: no member may touch what another of the group writes
 * (`nextGroup`). Of an event that begins a command, command_types says which; elsewhere it is null.
 *
 * Answers with rows (outcome, named, at): 'appended' with the position before the first event, or one row for each
 * refusal: 'recorded' names a command id, 'stale' a stream and its revision (-1 for none), 'taken' the kind of a look-up.
 *
 * A group costs a few statements however large it is. Their plans are made for arrays of unknown length and serve all of
 * them, and must not scan a table that was small when they were made. The arrays are subscripted: `unnest` would keep a
 * store for each, and that memory is fetched from the operating system and given back at every call. A row of look-ups is
 * found by a query for each, never by a join, which reads all rows there are (GRO-1); nobody changes them but this function,
 * under its lock, so that where one lies holds good.
 *
 * The schema is named, since a service's own stands before it in the search path; `set search_path` would cost a twelfth of
 * the call.
 */
export const appendEvents = `create or replace function append_events(
  seen_streams text[], seen_revisions bigint[],
  ids uuid[], streams text[], revisions bigint[], types text[], versions int[], payloads text[],
  command_ids text[], correlation_ids text[], actors text[], instants timestamptz[],
  command_types text[], digests text[], counts int[],
  changes jsonb)
returns table (outcome text, named text, at bigint)
language plpgsql
set lock_timeout = '5s'
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
  refused boolean;
  last bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append_events needs READ COMMITTED.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('append_events', 0));

  return query
    select 'recorded', command_ids[i], null::bigint from generate_series(1, cardinality(command_ids)) i
    where command_types[i] is not null and (
      select e.position from public.events e where e.command_id = command_ids[i] and e.command_type is not null) is not null
    union all
    select 'stale', seen_streams[i], s.revision from generate_series(1, cardinality(seen_streams)) i
    cross join lateral (
      select coalesce(max(e.revision), -1) as revision from public.events e where e.stream = seen_streams[i]) s
    where s.revision <> seen_revisions[i];
  refused := found;

  if changes is not null then
    return query
${taken}    refused := refused or found;
  end if;
  if refused then return; end if;

  select coalesce(max(e.position), 0) into last from public.events e;
  insert into public.events (position, stream, revision, id, type, version, data, command_id, correlation_id, actor, recorded_at,
                      command_type, digest, command_events)
    select last + i, streams[i], revisions[i], ids[i], types[i], versions[i], payloads[i],
           command_ids[i], correlation_ids[i], actors[i], instants[i], command_types[i], digests[i], counts[i]
    from generate_series(1, cardinality(streams)) i;

  if changes is not null then
${changed}  end if;

  outcome := 'appended'; at := last;
  return next;
end $$`;

/** The texts of earlier migrations, which never change. */
export const appendEventsByJoins = appendEvents.replace(taken, takenByJoin).replace(changed, changedByJoin);
export const appendEventsInOwnSchema = appendEventsByJoins.replace(changedByJoin, changedWithoutSaying);
export const appendEventsAtFirst = appendEventsInOwnSchema
  .replace('create or replace', 'create')
  .replaceAll('public.', '');
