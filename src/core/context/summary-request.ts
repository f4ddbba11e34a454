import { message } from './message.ts';

/** Asks the model for the summary that takes the place of its transcript. It begins so that tools around the model can tell it. */
export const summaryRequest = message(
  'Summarize the conversation so far, for yourself: it gets too long, and your summary takes its place. Answer with text alone and call no ' +
    'tool. The goal, the guide, the files as they are now, the changed paths and the findings are written anew for you: leave them out. Say ' +
    'what you found out, what you tried and how it came out, what you decided and why, and what is still to be done, step by step.',
);
