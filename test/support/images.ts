/** The smallest images of each kind, or as much of them as tells what they are. A GIF is text, so that it fits into a repository of texts. */
export const gif = 'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;';
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
export const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([26, 0, 0, 0]), Buffer.from('WEBPVP8L0123456789')]);
