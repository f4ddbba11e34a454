export { integrate } from './integrate.ts';
export { migrateGroup } from './migrate-group.ts';
export { migrateModule } from './migrate-module.ts';
export { migrateRepository } from './migrate-repository.ts';
export { rollBack } from './roll-back.ts';
