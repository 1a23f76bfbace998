/** A value for every parameter of every mail: what checks and documentation are made with. */
export const samples = {
  code: '482913',
  reference: 'K7F-2QX',
  expiresAt: '2026-11-24T08:10:00.000Z',
  closesAt: '2026-12-01T08:10:00.000Z',
  workspaceName: 'Werkstatt 工作室',
  role: 'administrator',
  link: 'https://lethe.example/invitation#token',
  statusLink: 'https://lethe.example/cancellation#7e2d3c2f.token',
  stopLink: 'https://lethe.example/cancellation#7e2d3c2f.token.stop',
  finalNotBefore: '2026-12-01T09:00:00.000Z',
  ticketLink: 'https://lethe.example/tickets/2f5d',
  because: 'objection',
  cancellationId: '7e2d3c2f-7d6b-4b9f-8b65-1b2c3d4e5f60',
  salt: 'mD0pJ3m8vZQb1nYw2eX5sK7uT4rL9oH6gF0aC3iE8kU',
} as const;
