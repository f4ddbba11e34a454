import { describe, expect, it } from 'vitest';
import { countAssertions } from '../../../src/core/assertions/count-assertions.ts';

describe('assertions in Rust', () => {
  it.each([
    ['assert_eq!(list.len(), 3);', 1, 0],
    ['assert!(list.is_empty(), "it has {}", 3);', 1, 0],
    ['pretty_assertions::assert_ne!(a, b);', 1, 0],
    ['debug_assert!(x > 1);', 1, 0],
    ['assert!(matches!(x, Some(_)));', 1, 0],
    ['assert!(true);', 1, 1],
    ['assert_eq!(1, 1);', 1, 1],
    ['assert_eq!(x, x);', 1, 1],
    ['assert_eq!(next(), next());', 1, 0],
    ['// assert!(x)\nlet s = "assert!(x)"; println!("{}", s);', 0, 0],
  ])('%s', (body, total, constant) => {
    expect(countAssertions('src/lib.rs', `#[test]\nfn a() {\n${body}\n}\n`)).toMatchObject({ total, constant });
  });

  it('counts should_panic', () => {
    expect(countAssertions('src/lib.rs', '#[test]\n#[should_panic]\nfn a() { run(); }\n')?.total).toBe(1);
  });
});
