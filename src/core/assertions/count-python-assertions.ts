import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import type { AssertionCount } from '../../domain/evidence.ts';
import { isUnprovenPython } from './is-unproven-python.ts';
import { nodesNamed, operands, proveNothing, textOf } from './lezer-nodes.ts';

/** `self.assertEqual`, `mock.assert_called_once`, numpy's `assert_allclose`, and helpers that are named so. */
const assertion = /^assert(?:_|[A-Z])\w*$/;
const ofPytest = /^(?:raises|warns|fail|deprecated_call)$/;
const ofOneValue = /^assert(?:True|False|IsNone|IsNotNone)$/;
/** These judge what code does, and not values. */
const ofBehaviour = /raises|logs|warns|called|awaited|calls/i;

/** Counts `assert` statements, the assertions of unittest, mock and numpy, and `pytest.raises` and the like, in a Python file. */
export function countPythonAssertions(path: string, text: string): AssertionCount | undefined {
  const nodes = nodesNamed(parser, text, ['AssertStatement', 'CallExpression']);
  if (nodes === undefined) return undefined;
  const imported = pytestNames(text);
  const constants = nodes.flatMap((node) => {
    const constant = isConstant(node, text, imported);
    return constant === undefined ? [] : [constant || isUnprovenPython(node, text)];
  });
  // A marker of the plugin pytest-only.
  const focused = [...text.matchAll(/^[ \t]*@pytest\.mark\.only\b/gm)].length;
  return {
    path,
    total: constants.length,
    constant: constants.filter(Boolean).length,
    ...(focused > 0 && { focused }),
  };
}

/** Whether an assertion can't fail; undefined for what is none. */
function isConstant(node: SyntaxNode, text: string, imported: Set<string>): boolean | undefined {
  if (node.name === 'AssertStatement') {
    const condition = operands(node).find(({ name }) => name !== 'assert');
    return condition !== undefined && provesNothing(condition, text);
  }
  const [callee, list] = operands(node);
  if (callee === undefined) return undefined;
  const called = textOf(callee, text);
  const name = called.slice(called.lastIndexOf('.') + 1);
  if (imported.has(called) || (called.startsWith('pytest.') && ofPytest.test(name)) || called === 'self.fail')
    return false;
  if (!assertion.test(name)) return undefined;
  if (list === undefined || ofBehaviour.test(name)) return false;
  return proveNothing(positional(list).slice(0, ofOneValue.test(name) ? 1 : 2), text);
}

function provesNothing(condition: SyntaxNode, text: string): boolean {
  // `assert (a, b)`: a tuple that is not empty is true, whatever is in it.
  if (condition.name === 'TupleExpression') return operands(condition).length > 0;
  const isComparison = condition.name === 'BinaryExpression' && condition.getChild('CompareOp') !== null;
  if (!isComparison) return proveNothing([condition], text);
  return proveNothing(
    operands(condition).filter(({ name }) => name !== 'CompareOp'),
    text,
  );
}

/** The arguments before the first one that has a name. */
function positional(list: SyntaxNode): SyntaxNode[] {
  const all = operands(list);
  const named = all.findIndex((argument) => argument.nextSibling?.name === 'AssignOp');
  return named < 0 ? all : all.slice(0, named);
}

/** The names that a file takes out of pytest: `from pytest import raises, fail as stop`. */
function pytestNames(text: string): Set<string> {
  const lists = [...text.matchAll(/^[ \t]*from[ \t]+pytest[ \t]+import[ \t]+\(?([\w,\s]+)/gm)].map(
    ([, list = '']) => list,
  );
  const names = lists.flatMap((list) =>
    list.split(',').flatMap((part) => {
      const [name = '', as, alias] = part.trim().split(/\s+/);
      return ofPytest.test(name) ? [as === 'as' && alias !== undefined ? alias : name] : [];
    }),
  );
  return new Set(names);
}
