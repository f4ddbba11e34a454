import type { Config } from '../../config.ts';
import { demoBrain } from './demo-brain.ts';
import type { RehearsalCall } from '../rehearsal/rehearsal-call.ts';
import { startRehearsal } from '../rehearsal/start-rehearsal.ts';

export type DemoModel = {
  kind: 'rehearsal' | 'real';
  /** For the migration file. */
  settings: { patchTool?: 'custom' | 'function' };
  workerEnv: NodeJS.ProcessEnv;
  /** The rehearsal server's own count; a real provider's can't be had. */
  calls?: () => RehearsalCall[];
  close(): Promise<void>;
};

/** The model that OPENAI_API_KEY (and OPENAI_BASE_URL) name; without a key the rehearsal model, which says what it is. */
export async function chooseDemoModel(
  config: Config,
  latencyMs: number,
  say: (line: string) => void,
): Promise<DemoModel> {
  const env = { ...config.hostEnvironment };
  if (config.model.apiKey !== undefined) {
    say(`The model is real, and costs money: ${config.model.baseUrl ?? "OpenAI's own service"}.`);
    return { kind: 'real', settings: {}, workerEnv: env, close: async () => {} };
  }
  const rehearsal = await startRehearsal({ brain: demoBrain, latencyMs });
  say(
    `No OPENAI_API_KEY: a REHEARSAL MODEL answers, by rules, after ${latencyMs} ms, and errs on purpose in four modules.`,
  );
  say('This proves the machinery, and nothing about the quality of a model.');
  return {
    kind: 'rehearsal',
    settings: {},
    workerEnv: { ...env, OPENAI_API_KEY: 'rehearsal', OPENAI_BASE_URL: rehearsal.baseUrl },
    calls: () => rehearsal.calls(),
    close: () => rehearsal.close(),
  };
}
