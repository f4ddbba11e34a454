import type { ConfigurationChange } from '../../domain/configuration-change.ts';

const named = 5;

/** What a merge changes of the verify commands' configuration, as a sentence for who decides; empty where it changes none. */
export function configurationWords(changes: ConfigurationChange[] = []): string {
  if (changes.length === 0) return '';
  const files = changes.slice(0, named).map(({ path, kind }) => (path === kind ? path : `${path} (${kind})`));
  const more = changes.length > named ? ` and ${changes.length - named} more` : '';
  return `It changes how tests are built and run: ${files.join(', ')}${more}.`;
}
