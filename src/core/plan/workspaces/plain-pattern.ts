/** A pattern of folders without what means nothing: a leading './' and slashes at the end. The top itself is no workspace: ''. */
export function plainPattern(pattern: string): string {
  return pattern
    .replace(/^(!?)(\.?\/)+/, '$1')
    .replace(/\/+$/, '')
    .replace(/^!?\.?$/, '');
}
