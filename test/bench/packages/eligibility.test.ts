import { describe, expect, it } from 'vitest';
import { whyNotEligible, type PackageFile } from '../../../bench/packages/eligibility.ts';
import { inListOrder, readPackageList } from '../../../bench/packages/package-list.ts';

const file = (path: string, text = '', bytes = text.length): PackageFile => ({ path, text, bytes });
const manifest = file('package.json');

describe('the packages that figures are taken from', () => {
  it('count when they ship tests and are small', () => {
    expect(whyNotEligible('npm', [manifest, file('test/a.js')])).toBeUndefined();
    expect(whyNotEligible('npm', [manifest, file('test/a.d.ts'), file('index.js')])).toBe('ships no tests');
    expect(whyNotEligible('npm', [manifest, file('test.js', '', 3_000_000)])).toBe('larger than 2 MiB');
    expect(whyNotEligible('go', [file('a_test.go')])).toBe('no manifest');
    expect(whyNotEligible('crates', [file('Cargo.toml'), file('src/lib.rs', '#[test]')])).toBeUndefined();
    expect(whyNotEligible('crates', [file('Cargo.toml'), file('src/lib.rs')])).toBe('ships no tests');
    const many = Array.from({ length: 41 }, (_, at) => file(`test/${at}.js`));
    expect(whyNotEligible('npm', [manifest, ...many])).toBe('more than 40 test files');
  });

  it('are listed in an order that nobody has chosen', async () => {
    const list = await readPackageList(new URL('../../../bench/packages/packages.txt', import.meta.url).pathname);
    expect(list.length).toBeGreaterThan(500);
    expect(inListOrder(list.toReversed())).toEqual(list);
  });
});
