export const usage = `
lethe run <service …|all>    runs services; "all" prepares what they need first. "provisioner" keeps streams and
                             durables as they should be, and runs beside them; it is part of "all"
lethe provision [keys]       makes keys and NATS's accounts, databases, streams and durables, or the former alone,
                             which NATS needs at its start; does nothing twice
lethe outsiders list         says which other teams are let in on NATS, and what each may read
lethe outsiders add subscriber NAME CONTEXT …
                             lets in another team to read public events: account, session, factor, workspace, ticket,
                             cancellation
lethe outsiders add participant NAME [CONTEXT …]
                             lets in another team that is asked to clear accounts
lethe outsiders remove NAME  shuts one out
lethe admin invite EMAIL     prints a one-time link for an administrator
lethe views [SERVICE]        says how far each view is, how far behind, and what it could not take in
lethe rebuild SERVICE VIEW   builds a view anew beside the live one and switches; ask again if it was broken off
lethe replay SERVICE VIEW    takes in what a view could not take in before, in order
lethe parked list [SERVICE]  says what services have set aside, for whom, and why
lethe parked show SERVICE WORKER ENTITY
                             says where each of an entity's lies, and when it is tried again
lethe parked replay SERVICE WORKER [ENTITY]
                             has it tried now, in order; the service must run
lethe parked discard SERVICE WORKER ENTITY
                             gives the first of an entity up for good; those behind it go on
lethe keys status [SERVICE …]
                             says which generations of keys there are, and by when what was destroyed is gone
lethe keys keep [SERVICE …]  brings in and takes away master keys as they are due: what services do by themselves,
                             for a job where they may not (LETHE_KEYS_KEPT_BY=command)
lethe keys backed-up INSTANT [SERVICE …]
                             a back-up of keys that began then is good: older master keys may go, where they wait
                             for that (LETHE_KEYS_AWAIT_BACK_UP=1)
lethe rotate wrapping-key [SERVICE …]
                             wraps every subject key under a new key of its service, while the services run
lethe rotate master-key [SERVICE …]
                             gives each a new master key; the old one still opens what it wrapped, in back-ups too
lethe rotate master-key [SERVICE …] --retire
                             takes the old master keys away once nothing needs them; older back-ups stay shut then
lethe rotate bus-key NAME …  gives a service, the operator, the provisioner or an outsider a new key for NATS; the
                             old one is let in, too
lethe rotate bus-key NAME … --retire
                             lets in only the newest; whoever came with another one comes again by itself
lethe ledger move FILE       brings a ledger from a file into the bucket that LETHE_LEDGER names, while no service runs
lethe calendar show YEAR     prints which days are closed or worked against their weekday, and what that follows from
lethe certificate verify FILE [--keys FILE|URL] [--email ADDRESS --salt SALT]
                             checks a certificate of erasure, offline; says yes or no to each check
lethe verify                 checks, read-only, that every invariant holds

Settings come from the environment: LETHE_POSTGRES_URL, LETHE_NATS_URL, LETHE_DATA, LETHE_MODE.
Where they are missing and "npm start" runs here, those of that system are taken.
`;

/** The command line was not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(message = '') {
    super(message);
  }
}
