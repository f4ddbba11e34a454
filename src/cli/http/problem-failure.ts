import type { ProblemResource } from '../../api/resources/problem-resource.ts';
import { Failure, type FailureType } from '../../domain/failure.ts';
import type { Service } from './find-service.ts';

/** What a service's refusal means to the user: its words as one sentence, and each faulty field on a line of its own. */
export async function problemFailure(service: Service, response: Response): Promise<Failure> {
  const problem = await readProblem(response);
  if (problem === undefined) {
    return new Failure(
      'Transient',
      `${service.url} (from ${service.from}) answered ${response.status} and not as a Drover service does: look whether the address is right.`,
    );
  }
  const { errors = [] } = problem;
  const fields = errors.map(
    ({ field, value, detail }) => `${field}${value === undefined ? '' : ` is ${value}`}: ${detail}`,
  );
  const [first = ''] = fields;
  // The detail of a single fault may say the same, with fewer words.
  if (errors.length === 1 && problem.detail === `${errors[0]?.field}: ${errors[0]?.detail}`)
    return new Failure(typeOf(problem.status), first);
  const detail = `${problem.detail || problem.title}${wayOut(problem, service)}`;
  return new Failure(typeOf(problem.status), [detail, ...fields.map((field) => `- ${field}`)].join('\n'));
}

function wayOut({ status }: ProblemResource, { token }: Service): string {
  if (status !== 401) return '';
  return token === undefined
    ? ' Set DROVER_TOKEN to a token that `drover token create` made there.'
    : ' DROVER_TOKEN is set, and not known there, or revoked.';
}

function typeOf(status: number): FailureType {
  if (status === 404) return 'NotFound';
  if (status === 409) return 'Conflict';
  if (status === 429 || status === 503) return 'Transient';
  return status < 500 ? 'InputRefused' : 'Broken';
}

async function readProblem(response: Response): Promise<ProblemResource | undefined> {
  try {
    const body = (await response.json()) as Partial<ProblemResource>;
    return typeof body.detail === 'string' && typeof body.status === 'number' ? (body as ProblemResource) : undefined;
  } catch {
    return undefined;
  }
}
