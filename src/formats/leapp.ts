import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { Located, Profiles, RoleProfile } from '../core/profiles.js';
import { itemsOf, textsUnder, type Tree, under } from './tree.js';

/**
 * True for a `Leapp-lock.json` as Leapp keeps it, encrypted with the ID of the machine: base64 of OpenSSL's `Salted__` and
 * what follows (Noovolari/leapp, packages/core/src/services/file-service.ts).
 */
export function isSealedWorkspace(text: string): boolean {
  return /^\s*U2FsdGVkX1[\w+/=\s]*$/.test(text);
}

type Field = 'type' | 'name' | 'id' | 'region' | 'roleArn' | 'parent' | 'sessionName' | 'mfaDevice';

interface Session extends Partial<Record<Field, Located>> {
  readonly line: number;
  /** The session's name, with a number where another has the same one. */
  readonly profile: string;
}

/**
 * Reads a decrypted workspace of Leapp, of whose sessions the chained roles are of use; IAM users only give their names
 * and devices to the roles behind them (Noovolari/leapp, packages/core/src/models).
 */
export function readLeapp({ value: root, problems: found }: Parsed<Tree>): Parsed<Profiles> {
  const problems: Problem[] = [...found];
  const sessions = named(itemsOf(under(root, '_sessions') ?? under(root, 'sessions')).map((tree) => ({
    line: tree.line,
    ...textsUnder(tree, {
      type: 'type', name: 'sessionName', id: 'sessionId', region: 'region', roleArn: 'roleArn', parent: 'parentSessionId',
      sessionName: 'roleSessionName', mfaDevice: 'mfaDevice',
    }, problems),
  })));
  const byId = new Map(sessions.flatMap((session) => (session.id ? [[session.id.text, session] as const] : [])));
  const roles = sessions.flatMap((session): RoleProfile[] => {
    const read = roleOf(session, byId);
    if (!read) return [];
    if (!('problem' in read)) return [read];
    problems.push(read);
    return [];
  });
  if (roles.length + problems.length === 0) problems.push(problemAt({ line: 1 }, 'nothingFound'));
  return { value: { keys: [], roles }, problems: problems.sort((one, other) => one.line - other.line) };
}

function named(sessions: readonly Omit<Session, 'profile'>[]): Session[] {
  const counts = new Map<string, number>();
  return sessions.map((session) => {
    const name = session.name?.text ?? session.id?.text ?? 'Leapp';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { ...session, profile: count === 1 ? name : `${name} (${count})` };
  });
}

function roleOf(session: Session, byId: ReadonlyMap<string, Session>): RoleProfile | Problem | undefined {
  const { type, profile, line, roleArn, region, parent, sessionName } = session;
  if (type?.text === 'awsIamUser') return undefined;
  if (type?.text === 'awsSsoRole') return problemAt({ line }, 'profileSso', { profile });
  if (type?.text === 'awsIamRoleFederated') return problemAt({ line }, 'profileFederated', { profile });
  if (type?.text !== 'awsIamRoleChained') return problemAt({ line }, 'sessionNotAws', { profile });
  if (!roleArn) return problemAt({ line }, 'profileNoRole', { profile });
  const source = parent && byId.get(parent.text);
  return {
    profile, line, roleArn,
    ...(region ? { region } : {}),
    ...(parent ? { sourceProfile: { text: source?.profile ?? parent.text, line: parent.line } } : {}),
    ...(source?.mfaDevice ? { mfaSerial: source.mfaDevice } : {}),
    // Leapp writes this name where a person gave none.
    ...(sessionName && sessionName.text !== 'assumed-from-leapp' ? { roleSessionName: sessionName } : {}),
  };
}
