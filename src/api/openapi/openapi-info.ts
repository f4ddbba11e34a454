/** What the API's description begins with. */
export const openapiInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Drover',
    version: '1',
    description:
      'Durable, inspectable code migrations over whole repositories.\n\n' +
      'A migration is started with its migration file and goes on whatever happens to this service. Every answer that is not what was asked ' +
      'for is a problem (RFC 9457) whose `type` is stable; its `detail` says what is wrong and the way out.\n\n' +
      'Money is an integer of micro-USD. Lists come in pages: give `next` as `cursor`. Where Temporal has forgotten a migration, the answers ' +
      'come from its records.',
  },
  tags: [
    { name: 'migrations', description: 'Start migrations and look at them.' },
    { name: 'modules', description: 'What was done for each module: attempts, diffs, logs, evidence.' },
    { name: 'decisions', description: 'What people decide: plans, merges, pauses, rounds.' },
    { name: 'service', description: 'The service itself.' },
  ],
  components: {
    securitySchemes: {
      bearer: {
        type: 'http' as const,
        scheme: 'bearer',
        description:
          'A token made with `drover token create`. Roles: viewer (looks), operator (starts and steers migrations), approver (decides on ' +
          'plans and merges). An API that the embedded stack serves on loopback asks for none.',
      },
    },
  },
};
