export { integrate } from './integrate.ts';
export { migrateModule } from './migrate-module.ts';
export { migrateRepository } from './migrate-repository.ts';
