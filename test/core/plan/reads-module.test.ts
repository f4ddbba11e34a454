import { expect, it } from 'vitest';
import { readsModule } from '../../../src/core/plan/reads-module.ts';

it.each(['node --test "$MODULE"', 'jest ${NAME}', 'process.env.BASE', "os.environ['MODULE']"])(
  'sees it in %s',
  (text) => expect(readsModule(text)).toBe(true),
);

it.each(['npm test', 'ERR_MODULE_NOT_FOUND', 'npx tsc --noEmit', 'cd module && make name', 'export BASENAME=1'])(
  'sees none in %s',
  (text) => expect(readsModule(text)).toBe(false),
);
