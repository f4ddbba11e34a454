import { contentText } from '../../core/conversation/content-text.ts';
import { reviewLines } from '../../core/review/review-lines.ts';
import { reviewWords } from '../../core/review/review-words.ts';
import { batchWords } from '../../core/evidence/batch-words.ts';
import type { ReviewDocument } from '../../domain/review.ts';
import type { ConversationItem } from '../../domain/conversation.ts';
import type { CommandRun, Evidence, Verification } from '../../domain/evidence.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { LogResource } from '../resources/log-resource.ts';
import { describeOutputs, describeReply } from '../views/describe-items.ts';
import { shortenMiddle } from '../views/shorten-middle.ts';
import type { StepRecord } from '../views/step-record.ts';
import { readJsonBlob } from './read-json-blob.ts';

const stepCharacters = 20_000;

type Said = Pick<LogResource, 'title' | 'text' | 'blobs'>;
type Of<Kind extends StepRecord['kind']> = Extract<StepRecord, { kind: Kind }>;

/** One step with what it said. A blob that is gone or damaged is said so in its place: the other steps can still be read. */
export async function stepLog(blobs: Blobs, step: StepRecord): Promise<LogResource> {
  const said = await describe(blobs, step).catch((error: unknown) => ({
    title: 'What this step said can not be read.',
    text: error instanceof Error ? error.message : String(error),
    blobs: {},
  }));
  return {
    step: step.step,
    round: step.round,
    ...('attempt' in step && step.attempt !== undefined && { attempt: step.attempt }),
    ...('turn' in step && { turn: step.turn }),
    ...said,
    text: shortenMiddle(said.text, stepCharacters),
  };
}

async function describe(blobs: Blobs, step: StepRecord): Promise<Said> {
  switch (step.kind) {
    case 'baseline':
      return describeBaseline(blobs, step);
    case 'recipe':
      return describeRecipe(step);
    case 'compression':
      return describeCompression(blobs, step);
    case 'model':
      return describeModel(blobs, step);
    case 'tools':
      return describeTools(blobs, step);
    case 'verify':
      return describeVerdict(blobs, step);
    case 'review':
      return describeReview(blobs, step);
    case 'merge':
      return describeMerge(step);
    default:
      return step satisfies never;
  }
}

async function describeBaseline(blobs: Blobs, { result }: Of<'baseline'>): Promise<Said> {
  const { baseline, tests, failing, problem } = result;
  const { commands } = await readJsonBlob<Verification>(blobs, baseline);
  return {
    title: `The tests before the change: ${tests}, ${failing} of them failing.${problem === undefined ? '' : ` ${problem}`}`,
    text: commands.map(describeCommand).join('\n\n'),
    blobs: { verification: baseline, ...outputs(commands) },
  };
}

function describeRecipe({ result: { changed, leftOut, failure } }: Of<'recipe'>): Said {
  const lines = [
    ...(failure === undefined ? [] : [failure]),
    ...changed,
    ...leftOut.map((path) => `left out: ${path}`),
  ];
  const title =
    failure === undefined
      ? `The recipe changed ${changed.length} file${changed.length === 1 ? '' : 's'}.`
      : 'The recipe failed; nothing of it was taken.';
  return { title, text: lines.join('\n'), blobs: {} };
}

const compressionWords = {
  compacted: 'compacted by the provider',
  summary: 'a summary',
  truncated: 'a list of what was done',
};

async function describeCompression(blobs: Blobs, { result }: Of<'compression'>): Promise<Said> {
  const { conversation, from, how, why, before, after, turns, problems, request } = result;
  const title =
    `The conversation was shortened (${why === 'overflow' ? 'it did not fit' : 'it came near the limit'}): about ${before} tokens before, ${after} after; ` +
    `${compressionWords[how]}, ${turns.kept} turns kept, ${turns.dropped} dropped.`;
  const { parts } = await readJsonBlob<{ parts: string[] }>(blobs, conversation);
  const items = await Promise.all(parts.map((part) => readJsonBlob<ConversationItem[]>(blobs, part)));
  const kept = items
    .flat()
    .slice(1)
    .map((item) => contentText(item['content'] ?? item['output']));
  const text = [...problems, ...kept].filter((line) => line !== '').join('\n\n');
  return {
    title,
    text,
    blobs: { conversation, ...(from !== undefined && { from }), ...(request !== undefined && { request }) },
  };
}

async function describeModel(blobs: Blobs, { result }: Of<'model'>): Promise<Said> {
  const { reply, request, usage, recorded, incomplete } = result;
  const title =
    `The model: ${usage.inputTokens} tokens in (${usage.cachedTokens} cached), ${usage.outputTokens} out` +
    `${recorded ? ', from the journal' : ''}${incomplete === undefined ? '' : `, cut off: ${incomplete}`}.`;
  const text = describeReply(await readJsonBlob<ConversationItem[]>(blobs, reply));
  return { title, text, blobs: { reply, ...(request !== undefined && { request }) } };
}

async function describeTools(blobs: Blobs, { result: { did, conversation } }: Of<'tools'>): Promise<Said> {
  const { parts } = await readJsonBlob<{ parts: string[] }>(blobs, conversation);
  // A turn adds its tools' outputs as the conversation's last part.
  const last = parts.at(-1);
  const items = last === undefined ? [] : await readJsonBlob<ConversationItem[]>(blobs, last);
  return { title: `Tools: ${did.join('; ') || 'none'}`, text: describeOutputs(items), blobs: { conversation } };
}

async function describeVerdict(blobs: Blobs, { result: { verdict, evidence, tests } }: Of<'verify'>): Promise<Said> {
  const { path, batch, after, findings } = await readJsonBlob<Evidence>(blobs, evidence);
  const found = findings.map(({ kind, rejects, detail }) => `${rejects ? 'rejects' : 'noted'}: ${kind}: ${detail}`);
  return {
    title: `${verdict === 'verified' ? 'Verified' : 'Rejected'}: ${tests.before} tests before, ${tests.after} after, ${tests.matched} matched.`,
    text: [batchWords(path, batch) ?? [], found, after.commands.map(describeCommand)].flat().join('\n\n'),
    blobs: { evidence, ...outputs(after.commands) },
  };
}

async function describeReview(blobs: Blobs, { result }: Of<'review'>): Promise<Said> {
  const { document, request, reply, model } = result;
  const { findings } = await readJsonBlob<ReviewDocument>(blobs, document);
  return {
    title: `${reviewWords(result)} By ${model}.`,
    text: reviewLines(findings).join('\n'),
    blobs: { review: document, ...(request !== undefined && { request }), ...(reply !== undefined && { reply }) },
  };
}

function describeMerge({ result, onto }: Of<'merge'>): Said {
  const where = `onto ${onto.slice(0, 12)}`;
  return result.kind === 'merged'
    ? { title: `Merged ${where}.`, text: result.commit, blobs: {} }
    : { title: `A conflict ${where}.`, text: result.paths.join('\n'), blobs: {} };
}

function describeCommand({ command, ended, exitCode, milliseconds, tail = '' }: CommandRun): string {
  const how = ended === 'exited' ? `exit code ${exitCode}` : ended;
  return `$ ${command}\n${how} after ${(milliseconds / 1_000).toFixed(1)} s${tail === '' ? '' : `\n${tail}`}`;
}

function outputs(commands: CommandRun[]): Record<string, string> {
  return Object.fromEntries(commands.map(({ name, output }) => [`output: ${name}`, output]));
}
