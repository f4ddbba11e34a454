import { existsSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { startRehearsal } from '../../src/dev/rehearsal/start-rehearsal.ts';
import { countUsage, type HarnessUsage } from './count-usage.ts';
import { makeWorkspace } from './make-workspace.ts';
import { packageFolder } from './package-files.ts';
import { goal, scriptedBrain } from './scripted-brain.ts';

export type CodexRun = HarnessUsage & { version: string; /** Packages whose tests pass afterwards. */ done: number };

/** What its command line can leave out of its requests; what is not known to a version is not an error to it. */
const leanest = {
  features: [
    'apps',
    'browser_use',
    'computer_use',
    'goals',
    'hooks',
    'image_generation',
    'in_app_browser',
    'multi_agent',
    'plugins',
    'shell_snapshot',
    'skill_mcp_dependency_install',
    'skill_search',
    'sleep_tool',
    'tool_suggest',
    'workspace_dependencies',
  ],
  settings: [
    'web_search="disabled"',
    'project_doc_max_bytes=0',
    'include_apps_instructions=false',
    'include_environment_context=false',
    'include_permissions_instructions=false',
    'model_reasoning_summary="none"',
    'tools.view_image=false',
    'analytics.enabled=false',
    'check_for_update_on_startup=false',
  ],
};

/** Lets the Codex command line migrate the same packages, one after the other, each in a session of its own, with the same brain. */
export async function runCodex(installIn: string, packages: number): Promise<CodexRun> {
  const program = await install(installIn);
  const folder = await mkdtemp(join(tmpdir(), 'drover-bench-codex-'));
  const rehearsal = await startRehearsal({ brain: scriptedBrain });
  try {
    const repository = join(folder, 'repository');
    await makeWorkspace(repository, packages);
    let done = 0;
    for (let index = 1; index <= packages; index += 1) {
      await migrate(program, { folder, repository, index, baseUrl: rehearsal.baseUrl });
      const tests = await execa('node', ['--test'], { cwd: join(repository, packageFolder(index)), reject: false });
      const { stdout } = await execa('grep', ['-c', '"module"', 'package.json'], {
        cwd: join(repository, packageFolder(index)),
        reject: false,
      });
      if (tests.exitCode === 0 && stdout === '1') done += 1;
    }
    const { stdout: version } = await execa(program, ['--version']);
    return { ...countUsage(rehearsal.calls(), packages), version, done };
  } finally {
    await rehearsal.close();
    await removeTree(folder);
  }
}

type Job = { folder: string; repository: string; index: number; baseUrl: string };

async function migrate(program: string, { folder, repository, index, baseUrl }: Job): Promise<void> {
  const provider = { name: 'rehearsal', base_url: baseUrl, wire_api: 'responses', env_key: 'OPENAI_API_KEY' };
  const settings = [
    'model_provider="rehearsal"',
    ...Object.entries(provider).map(([name, value]) => `model_providers.rehearsal.${name}="${value}"`),
    ...leanest.settings,
  ];
  const prompt = `Module: ${packageFolder(index)}\n\nGoal:\n${goal}`;
  const args = [
    ...['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--json', '-m', 'gpt-5.2-codex'],
    ...settings.flatMap((setting) => ['-c', setting]),
    ...leanest.features.flatMap((feature) => ['--disable', feature]),
    ...['-C', repository, prompt],
  ];
  const home = join(folder, 'home');
  await mkdir(join(home, '.codex'), { recursive: true });
  const env = { PATH: process.env['PATH'], HOME: home, OPENAI_API_KEY: 'rehearsal', NO_PROXY: '127.0.0.1', CI: '1' };
  const { exitCode, stdout, stderr } = await execa(program, args, {
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: 120_000,
  });
  if (exitCode !== 0) throw new Error(`codex ended with ${exitCode}: ${stderr.slice(-500)} ${stdout.slice(-500)}`);
}

/** Installs it on demand, where it is not there yet. */
async function install(folder: string): Promise<string> {
  const program = join(folder, 'node_modules/.bin/codex');
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  console.error(`Installing @openai/codex into ${folder} ...`);
  await execa('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '@openai/codex'], {
    cwd: dirname(folder),
  });
  return program;
}
