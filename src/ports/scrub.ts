/** Takes secrets out of a text: what is known to be one, and what looks like one. A text without any comes back as it is. */
export type Scrub = (text: string) => Promise<string>;
