/** What is asked of the rows of one worker, which is always `$1`. */

export const holds = `select from set_aside where worker = $1 and entity = $2 and kind <> 'repeat' limit 1`;
export const held = `select distinct entity from set_aside where worker = $1 and kind <> 'repeat'`;

/** Only the first one of an entity may be tried. */
const first = `kind <> 'repeat' and not exists (select from set_aside as earlier
  where earlier.worker = each.worker and earlier.entity = each.entity and earlier.id < each.id and earlier.kind <> 'repeat')`;
const untried = `(tried_until is null or tried_until < now())`;
const inAWhile = (milliseconds: string) => `coalesce(now() + ${milliseconds} * interval '1 millisecond', 'infinity')`;

export const add = `insert into set_aside (worker, entity, place, kind, error, next_try, attempts)
  values ($1, $2, $3, $4, $5, ${inAWhile('$6::float8')}, 1) on conflict (worker, entity, place) do nothing`;

/** The last row is locked: a replay that removes it now comes first, and nobody queues behind nothing, or it sees this one too. */
export const queue = `insert into set_aside (worker, entity, place, kind, error, next_try)
  select $1, $2, $3, 'behind', 'Behind', now() from (
    select from set_aside where worker = $1 and entity = $2 and kind <> 'repeat' order by id desc limit 1 for update) as last
  on conflict (worker, entity, place) do update set place = excluded.place returning id`;

export const repeat = `insert into set_aside (worker, entity, place, kind, error, next_try)
  values ($1, $2, $3, 'repeat', 'Repeat', 'infinity') on conflict (worker, entity, place) do nothing`;

const take = (which: string) => `update set_aside
  set attempts = attempts + 1, tried_until = now() + $2 * interval '1 millisecond'
  where id = (select id from set_aside as each where worker = $1 and ${untried} and ${first} and ${which}
    order by id limit 1 for update skip locked)
  returning id, entity, place, attempts`;
export const takeDue = take('next_try <= now()');
export const takeNow = take('id > $3 and ($4::text is null or entity = $4)');

export const hasten = `update set_aside as each set next_try = now()
  where worker = $1 and ($2::text is null or entity = $2) and ${untried} and ${first}`;

export const again = `update set_aside set kind = $4, error = $5, tried_until = null, next_try = ${inAWhile('$6::float8')}
  where worker = $1 and id = $2 and attempts = $3`;

export const discard = `delete from set_aside where id = (
    select id from set_aside as each where worker = $1 and entity = $2 and ${untried} and ${first}
    order by id limit 1 for update skip locked)
  returning place`;

export const endRepeats = `delete from set_aside as each where worker = $1 and kind = 'repeat' and not exists (
    select from set_aside as earlier where earlier.worker = $1 and earlier.id < each.id and earlier.kind <> 'repeat')
  returning id`;

export const list = `select id, worker, entity, place, kind, error, attempts,
    to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since,
    case when kind not in ('behind', 'repeat') and next_try < 'infinity'
      then to_char(next_try at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "nextTry"
  from set_aside where $1::text is null or worker = $1 order by worker, id limit 1000`;

export const done = 'delete from set_aside where worker = $1 and id = $2 and attempts = $3 returning id';

export const repeatsAfter = `select entity, place from set_aside where worker = $1 and id > $2 and kind = 'repeat' order by id`;

export const forget = 'delete from set_aside where worker = $1';

export const handOver = 'update set_aside set worker = $2 where worker = $1';
