import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type ConnectionLike } from '@temporalio/client';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import { searchAttributes } from '../core/workflow/search-attributes.ts';
import { Failure } from '../domain/failure.ts';

const names = Object.keys(searchAttributes) as (keyof typeof searchAttributes)[];

/** A server's parts know of a new attribute one after another, within seconds. */
const waitMs = 60_000;
const pollMs = 50;
const callMs = 10_000;
const attempts = 5;

/** gRPC's codes: of a query with an unknown attribute, of a namespace that is not there, and of a server that is not. */
const invalidArgument = 3;
const notFound = 5;
const passing = new Set([4, 14]);

/**
 * Registers those of Drover's search attributes that the namespace lacks, and waits until they can be used. Several may do it at once. Throws
 * `InputRefused` with the commands to type where the server refuses to register what is missing, or has it with another type.
 */
export async function registerSearchAttributes(
  connection: ConnectionLike,
  namespace: string,
  warn: (line: string) => void,
): Promise<void> {
  const before = await list(connection, namespace).catch((error: unknown) => {
    if (code(error) === notFound) throw noNamespace(namespace, error);
    if (passing.has(code(error) ?? 0)) throw error;
    warn(`Temporal does not say which search attributes the namespace ${namespace} has: ${reason(error)}.`);
    return undefined;
  });
  if (before !== undefined) {
    refuseOtherTypes(before, namespace);
    const missing = names.filter((name) => !(name in before));
    if (missing.length > 0) await add(connection, namespace, missing);
  }
  await untilUsable(connection, namespace);
}

type Types = Record<string, number | null | undefined>;

async function list(connection: ConnectionLike, namespace: string): Promise<Types> {
  const { customAttributes } = await within(connection, () =>
    connection.operatorService.listSearchAttributes({ namespace }),
  );
  return customAttributes;
}

/**
 * The list decides what there is: the server takes an attribute again with another type and keeps the first one without a word, and of
 * several that register at once one may fail though all is done.
 */
async function add(connection: ConnectionLike, namespace: string, wanted: typeof names): Promise<void> {
  let missing = wanted;
  let problem: string | undefined;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const types = Object.fromEntries(missing.map((name) => [name, typeOf(name)]));
    problem = await within(connection, () =>
      connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types }),
    ).then(() => undefined, reason);
    const there = await list(connection, namespace);
    refuseOtherTypes(there, namespace);
    missing = wanted.filter((name) => !(name in there));
    if (missing.length === 0) return;
    await sleep(pollMs);
  }
  throw notRegistered(namespace, missing, problem ?? 'it does not list them afterwards');
}

function refuseOtherTypes(found: Types, namespace: string): void {
  const wrong = names.find((name) => name in found && found[name] !== typeOf(name));
  if (wrong === undefined) return;
  throw new Failure(
    'InputRefused',
    `The namespace ${namespace} has a search attribute ${wrong} that is not of the type ${cliType(wrong)}, which Drover's is: remove it (temporal operator search-attribute remove --namespace ${namespace} --name ${wrong}), or give Drover a namespace of its own (TEMPORAL_NAMESPACE).`,
  );
}

/** A query that names an attribute is refused until the attribute can be used. */
async function untilUsable(connection: ConnectionLike, namespace: string): Promise<void> {
  const query = names.map((name) => `${name} = 'none'`).join(' OR ');
  for (const deadline = Date.now() + waitMs; ; await sleep(pollMs)) {
    try {
      await within(connection, () => connection.workflowService.countWorkflowExecutions({ namespace, query }));
      return;
    } catch (error) {
      if (code(error) !== invalidArgument) throw error;
      if (Date.now() > deadline) throw notRegistered(namespace, names, reason(error));
    }
  }
}

function within<T>(connection: ConnectionLike, call: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + callMs, call);
}

function notRegistered(namespace: string, missing: typeof names, problem: string): Failure {
  const commands = missing.map(
    (name) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${cliType(name)}`,
  );
  return new Failure(
    'InputRefused',
    `Temporal's namespace ${namespace} lacks search attributes that Drover's workflows set, and registering them failed: ${problem}. Let somebody with the right to do so run this, then start again:\n${commands.join('\n')}`,
  );
}

function noNamespace(namespace: string, cause: unknown): Failure {
  return new Failure(
    'NotFound',
    `Temporal has no namespace ${namespace}: make it (temporal operator namespace create --namespace ${namespace} --retention 720h), or set TEMPORAL_NAMESPACE to one that there is.`,
    { cause },
  );
}

function typeOf(name: keyof typeof searchAttributes): number {
  return encodeSearchAttributeIndexedValueType(searchAttributes[name]) as number;
}

/** A type as the temporal program spells it: KEYWORD_LIST is KeywordList. */
function cliType(name: keyof typeof searchAttributes): string {
  return searchAttributes[name].toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function code(error: unknown): number | undefined {
  return isGrpcServiceError(error) ? error.code : undefined;
}

function reason(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details.replace(/\.$/, '') || error.message;
  return error instanceof Error ? error.message : String(error);
}
