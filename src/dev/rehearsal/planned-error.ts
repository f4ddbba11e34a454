import { ApiError } from './api-error.ts';
import type { FailurePlan } from './failure-plan.ts';

/** The refusal that a plan asks for, worded as OpenAI words it; undefined when the plan is about the answer itself. */
export function plannedError(plan: FailurePlan, model: string): ApiError | undefined {
  switch (plan.kind) {
    case '429':
      return new ApiError(429, `Rate limit reached for ${model}.`, {
        code: 'rate_limit_exceeded',
        type: 'requests',
        headers: plan.retryAfter === undefined ? {} : { 'retry-after': String(plan.retryAfter) },
      });
    case 'insufficient_quota':
      return new ApiError(429, 'You exceeded your current quota, please check your plan and billing details.', {
        code: plan.kind,
        type: plan.kind,
      });
    case '408':
      return new ApiError(408, 'Request timed out.', { type: 'timeout' });
    case '409':
      return new ApiError(409, 'Another request with this key is under way.', { type: 'conflict' });
    case '502':
      return new ApiError(502, 'Bad gateway.');
    case '529':
      return new ApiError(529, 'Overloaded.', { type: 'overloaded_error' });
    case '500':
      return new ApiError(500, 'The server had an error while processing your request.');
    case '503':
      return new ApiError(503, 'The engine is currently overloaded, please try again later.', {
        type: 'service_unavailable_error',
      });
    case '401':
      return new ApiError(401, 'Incorrect API key provided: sk-rehea****rsal.', { code: 'invalid_api_key' });
    case '403':
      return new ApiError(403, `This key may not use the model ${model}.`, { type: 'insufficient_permissions' });
    case '404':
      return new ApiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
        code: 'model_not_found',
      });
    case 'invalid_encrypted_content':
      return new ApiError(400, 'The encrypted content could not be verified.', { code: plan.kind });
    case 'overflow':
      return overflowError();
    default:
      return undefined;
  }
}

/** What OpenAI answers to an input that is too long. */
export function overflowError(): ApiError {
  const message = 'Your input exceeds the context window of this model. Please adjust your input and try again.';
  return new ApiError(400, message, { code: 'context_length_exceeded', param: 'input' });
}
