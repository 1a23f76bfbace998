import { once, perSecond } from './measuring.mjs';

const appending = (callers) => ({
  name: `append one event, ${callers} caller${callers === 1 ? '' : 's'}`,
  subjects: ['lethe', 'emmett', 'castore', 'raw PostgreSQL', 'group commit floor', 'pgbench'],
  measure: ({ append, appendFor = perSecond }, seconds) => appendFor({ callers, seconds, work: append }),
});

const deciding = (length, streams, ours = 'lethe') => ({
  name: `read, decide, append on ${length} events${ours === 'lethe' ? '' : ', from a snapshot'}`,
  subjects: [ours, 'emmett', 'raw PostgreSQL'],
  prepare: (subject) => subject.seed(streams, length),
  measure: (subject, seconds) =>
    perSecond({ callers: 1, seconds, work: (number) => subject.decide(number % streams, number) }),
});

const reading = (length, streams) => ({
  name: `read ${length} events`,
  subjects: ['lethe', 'emmett', 'raw PostgreSQL'],
  prepare: (subject) => subject.seed(streams, length),
  measure: (subject, seconds) => perSecond({ callers: 1, seconds, work: (number) => subject.read(number % streams) }),
});

/** When snapshots pay: the streams grow a little while this runs, alike for all. */
const snapshots = (length, streams) => ({
  name: `a command on ${length} events, from the log or from a snapshot`,
  subjects: [
    'lethe journal, plain',
    'plain, from a snapshot',
    'lethe journal, two fields sealed',
    'sealed, from a snapshot',
  ],
  prepare: (subject) => subject.seed(streams, length),
  measure: (subject, seconds) =>
    perSecond({ callers: 1, seconds, work: (number) => subject.decide(number % streams, number) }),
});

/** What proof costs (EVT-5). `beside` is another checkout, where LETHE_BESIDE names one. */
const calling = (callers) => ({
  name: `a call and its answer, ${callers} caller${callers === 1 ? '' : 's'}`,
  subjects: ['plain call', 'plain call, beside', 'call with a signed answer', 'bound call', 'raw NATS request'],
  measure: ({ ask }, seconds) => perSecond({ callers, seconds, work: ask }),
});

/** Each row is measured for all of its subjects in turn, round after round, so that a slow minute hits them alike. */
export const rows = [
  appending(1),
  appending(8),
  appending(32),
  appending(128),
  deciding(10, 2_000),
  deciding(100, 500),
  deciding(1_000, 60),
  deciding(100, 500, 'lethe, from a snapshot'),
  deciding(1_000, 60, 'lethe, from a snapshot'),
  reading(1_000, 60),
  {
    name: 'view catch-up over 50,000 events (events/s)',
    subjects: ['lethe', 'emmett'],
    prepare: (subject) => subject.seed(500, 100),
    measure: (subject) => once(subject.catchUp),
  },
  {
    name: 'a command: read, decide, append, 8 callers',
    subjects: ['lethe journal, one field sealed', 'lethe journal, plain'],
    measure: (subject, seconds) => perSecond({ callers: 8, seconds, work: subject.append }),
  },
  {
    name: 'read 100 events through the journal',
    subjects: ['lethe journal, one field sealed', 'lethe journal, plain'],
    prepare: (subject) => subject.seed(50, 100),
    measure: (subject, seconds) => perSecond({ callers: 1, seconds, work: (number) => subject.read(number % 50) }),
  },
  snapshots(10, 2_000),
  snapshots(100, 200),
  snapshots(1_000, 30),
  calling(1),
  calling(100),
];
