import type { Emulator } from '../aws/emulator.js';

/** Adds roles to the emulated organisation, and to those that the first run writes down: each as the first role is, under its own name. */
export function addRoles({ organization, roles }: Emulator, names: readonly string[]): void {
  const [model] = organization.roles;
  const [listed] = roles;
  if (!model || !listed) throw new Error('the organisation has no role to copy');
  for (const name of names) {
    const arn = model.arn.replace(/role\/.*/, `role/${name}`);
    organization.roles.push({ ...model, name, arn, id: `AROA${name.toUpperCase().replace(/\W/g, '').padEnd(17, '0')}` });
    roles.push({ ...listed, name, arn });
  }
}
