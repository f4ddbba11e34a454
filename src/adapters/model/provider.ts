import type OpenAI from 'openai';

/** A provider, and how long to wait for it, in milliseconds. */
export type Provider = {
  client: OpenAI;
  host: string;
  apiKey: string;
  idleTimeoutMs: number;
  headerTimeoutMs: number;
};
