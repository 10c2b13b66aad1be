import { failure } from '../core/failure.js';
import { type Bytes, fromBase64, randomBytes, toBase64 } from '../core/vault/bytes.js';
import { withoutPasskeys, withPasskey } from '../core/vault/changing.js';
import { type Passkey, passkeysOf, unlockVault, unlockWithPasskey } from '../core/vault/wraps.js';
import { keepOpen, oneTry } from './unlocking.js';
import { openVault } from './vaultRecords.js';
import { changeVault, loadVault, replaceVault, takeLaterMirror } from './vaultStorage.js';

/** What a passkey gave: which it is, and the 32 bytes of its PRF. */
interface Given {
  readonly credentialId: string;
  readonly secret: Bytes | undefined;
}

type Capabilities = { getClientCapabilities?(): Promise<Readonly<Record<string, boolean>>> };

/**
 * Whether a passkey can unlock here. Chromium gives an extension's own page an identity of its own and the `prf`
 * extension; Firefox refuses a page without a web domain, and an AWS domain must not serve for it.
 */
export async function passkeysWork(): Promise<boolean> {
  if (location.protocol !== 'chrome-extension:' || !('PublicKeyCredential' in globalThis)) return false;
  const capabilities = await (PublicKeyCredential as unknown as Capabilities).getClientCapabilities?.();
  return capabilities?.['extension:prf'] !== false;
}

/** Whether the vault may be unlocked by a passkey here. */
export async function passkeyOpens(): Promise<boolean> {
  const envelope = await loadVault();
  return envelope !== undefined && passkeysOf(envelope).length > 0 && await passkeysWork();
}

function givenBy(credential: Credential | null): Given {
  if (!(credential instanceof PublicKeyCredential)) throw failure('passkeyRefused');
  const first = credential.getClientExtensionResults().prf?.results?.first;
  const credentialId = toBase64(new Uint8Array(credential.rawId));
  return { credentialId, secret: first && new Uint8Array(first as ArrayBuffer) };
}

/** The browser says no more than that it was not allowed: refused, cancelled, or too late. */
function asked(question: Promise<Credential | null>): Promise<Given> {
  return question.then(givenBy, () => { throw failure('passkeyRefused'); });
}

async function ask(passkeys: readonly Passkey[]): Promise<{ passkey: Passkey; secret: Bytes }> {
  const given = await asked(navigator.credentials.get({
    publicKey: {
      challenge: randomBytes(32),
      userVerification: 'required',
      allowCredentials: passkeys.map(({ credentialId }) => ({ type: 'public-key', id: fromBase64(credentialId) })),
      extensions: { prf: { evalByCredential: Object.fromEntries(passkeys.map(({ credentialId, salt }) =>
        [base64Url(credentialId), { first: fromBase64(salt) }])) } },
    },
  }));
  const passkey = passkeys.find(({ credentialId }) => credentialId === given.credentialId);
  if (!passkey || !given.secret) throw failure('passkeyUnfit');
  return { passkey, secret: given.secret };
}

/** As WebAuthn names credentials in `evalByCredential`. */
function base64Url(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Makes a passkey whose PRF is asked with a fresh salt. Throws `passkeyUnfit` for one that has no PRF. */
async function make(): Promise<{ passkey: Passkey; secret: Bytes }> {
  const salt = randomBytes(32);
  const user = { id: randomBytes(16), name: 'Sallyport', displayName: 'Sallyport' };
  const given = await asked(navigator.credentials.create({
    publicKey: {
      rp: { name: 'Sallyport' }, user, challenge: randomBytes(32),
      // ES256 and RS256: what every authenticator has one of.
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      extensions: { prf: { eval: { first: salt } } },
    },
  }));
  const passkey = { credentialId: given.credentialId, salt: toBase64(salt) };
  // Some authenticators say only when asked again what their PRF gives.
  return given.secret ? { passkey, secret: given.secret } : ask([passkey]);
}

/**
 * Lets a new passkey open the vault besides its passphrase, which is asked for so that nobody adds one at an unlocked
 * computer. Throws `passphraseWrong`, `passkeyRefused`, `passkeyUnfit`, or as `loadVault` does.
 */
export async function addPasskey(passphrase: string): Promise<void> {
  const envelope = await loadVault();
  if (!envelope) throw failure('vaultMissing');
  const dataKey = await oneTry(() => unlockVault(envelope, passphrase));
  const { passkey, secret } = await make();
  await changeVault(async (present) => {
    if (!present) throw failure('vaultMissing');
    return withPasskey(present, dataKey, passkey, secret);
  });
}

/** Lets only the passphrase open the vault. Throws as `openVault` does. */
export async function removePasskeys(): Promise<void> {
  const { key } = await openVault();
  await replaceVault(async (present) => ({ envelope: await withoutPasskeys(present, key) }));
}

/** Unlocks with one of the vault's passkeys. Throws `passkeyRefused`, `passkeyUnfit`, `passkeyWrong`, or as `loadVault` does. */
export async function unlockByPasskey(): Promise<void> {
  await takeLaterMirror();
  const envelope = await loadVault();
  if (!envelope) throw failure('vaultMissing');
  const { passkey, secret } = await ask(passkeysOf(envelope));
  await keepOpen(envelope, await unlockWithPasskey(envelope, passkey, secret));
}
