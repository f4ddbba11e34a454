import { parser } from '@lezer/go';
import type { SyntaxNode } from '@lezer/common';
import type { AssertionCount } from '../../domain/evidence.ts';
import { isDeadGo } from './is-dead-go.ts';
import { nodesNamed, operands, proveNothing, textOf } from './lezer-nodes.ts';

const ofTesting = /^(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)$/;
const ofOneValue = /^(?:True|False|Nil|NotNil|Zero|NotZero|Empty|NotEmpty|Error|NoError)f?$/;
/** These judge what code does, or say that it has failed already. */
const ofBehaviour = /^(?:Fail|Panics|NotPanics|Eventually|Never|Condition|New)/;

/** Counts `t.Error`, `t.Fatal` and the like of each `testing.T`, and the assertions of testify's `assert` and `require`, in a Go file. */
export function countGoAssertions(path: string, text: string): AssertionCount | undefined {
  const nodes = nodesNamed(parser, text, ['CallExpr']);
  if (nodes === undefined) return undefined;
  const names = { testing: testingNames(text), testify: testifyNames(text) };
  const constants = nodes.flatMap((node) => {
    const constant = isConstant(node, text, names);
    return constant === undefined ? [] : [constant || isDeadGo(node, text)];
  });
  const focused = nodes.filter((node) => isFocused(node, text)).length;
  return {
    path,
    total: constants.length,
    constant: constants.filter(Boolean).length,
    ...(focused > 0 && { focused }),
  };
}

type Names = { testing: Set<string>; testify: Set<string> };

/** Whether an assertion can't fail; undefined for what is none. */
function isConstant(node: SyntaxNode, text: string, { testing, testify }: Names): boolean | undefined {
  const [callee, list] = operands(node);
  if (callee?.name !== 'SelectorExpr') return undefined;
  const [object = '', method = '', ...more] = textOf(callee, text).split('.');
  if (more.length > 0) return undefined;
  if (testing.has(object) && ofTesting.test(method)) return false;
  if (!testify.has(object) || !/^[A-Z]/.test(method) || method === 'New') return undefined;
  if (list === undefined || ofBehaviour.test(method)) return false;
  const all = operands(list);
  const values = testing.has(all[0] === undefined ? '' : textOf(all[0], text)) ? all.slice(1) : all;
  return proveNothing(values.slice(0, ofOneValue.test(method) ? 1 : 2), text);
}

/** Ginkgo's focused specs. */
function isFocused(node: SyntaxNode, text: string): boolean {
  const [callee] = operands(node);
  return (
    callee !== undefined &&
    /^(?:ginkgo\.)?F(?:It|Describe|Context|Specify|When|Entry|DescribeTable)$/.test(textOf(callee, text))
  );
}

/** The names of parameters that are a `*testing.T`, `*testing.F`, `*testing.B` or `testing.TB`. */
function testingNames(text: string): Set<string> {
  return new Set([...text.matchAll(/\b(\w+) \*?testing\.(?:T|TB|F|B)\b/g)].map(([, name = '']) => name));
}

/** The names under which a file imports testify's packages. */
function testifyNames(text: string): Set<string> {
  const imports = text.matchAll(/^[ \t]*(?:import[ \t]+)?(?:(\w+)[ \t]+)?"[^"\n]*\/testify\/(assert|require)"/gm);
  return new Set(
    [...imports].map(([, alias, name = '']) => (alias === undefined || alias === 'import' ? name : alias)),
  );
}
