import { expect, test } from 'vitest';
import { droverCommand } from '../src/drover-command.ts';

const script = { npm_lifecycle_event: 'drover', npm_package_json: '/opt/my drover/package.json' };

test.each([
  ['an installed program is called by its name', {}, 'drover'],
  ['in the checkout npm finds the script', { ...script, INIT_CWD: '/opt/my drover' }, 'npm run -s drover --'],
  ['below it, too', { ...script, INIT_CWD: '/opt/my drover/examples' }, 'npm run -s drover --'],
  [
    'elsewhere npm has to be told where the checkout is',
    { ...script, INIT_CWD: '/opt/my drover 2' },
    "npm --prefix '/opt/my drover' run -s drover --",
  ],
])('%s', (_, env, command) => expect(droverCommand(env)).toBe(command));
