import { describeIssues, type RequestParts } from './describe-issues.ts';
import { ProblemError } from './problem-error.ts';

/** Errors that Fastify gives to requests that no route of ours has seen, as problems; undefined for any other error. */
export function frameworkProblem(error: unknown, request?: RequestParts): ProblemError | undefined {
  if (!(error instanceof Error)) return undefined;
  const issues = describeIssues(error, request);
  if (issues !== undefined) {
    const [first] = issues;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    return new ProblemError('invalid-request', `${first?.field ?? 'the request'}: ${first?.detail ?? ''}${more}`, {
      errors: issues,
    });
  }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ProblemError('too-large', 'The body is larger than 1 MiB. Send a smaller one.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ProblemError('unsupported-media-type', 'Send the body as JSON, with Content-Type: application/json.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new ProblemError(
        'invalid-request',
        'The body is not valid JSON, or has a field __proto__, which is refused.',
      );
    case 'FST_ERR_BAD_URL':
      return new ProblemError('invalid-request', 'The path is not a valid URL: its percent-encoding is broken.');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new ProblemError('invalid-request', 'A part of the path is too long.', { status: 414 });
    default:
  }
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return undefined;
  return new ProblemError('invalid-request', `${error.message}.`.replace(/\.\.$/, '.'));
}
