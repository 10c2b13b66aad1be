import { say } from '../browser/words.js';
import type { Role } from '../core/catalogue.js';
import { shapeOf } from '../core/colours.js';
import { credentialFormats } from '../core/credentialFormats.js';
import { wordsFor } from '../core/mfaSession.js';
import { TextField } from '../ui/Field.js';
import { Icon } from '../ui/Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { Mending } from './Mending.js';
import { placeOf } from './RoleRow.js';
import type { Popup } from './state.js';

/** Asks in which form a role's credentials are to be copied. */
export function Copy({ popup, role }: { readonly popup: Popup; readonly role: Role }) {
  const identity = popup.codeFor.value;
  return (
    <main class="journey" onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      void popup.back();
    }}>
      <header>
        <button type="button" class="plain" onClick={() => void popup.back()} title={say('back')}><Icon icon="back" name={say('back')} /></button>
        <RoleBadge colour={role.colour} shape={shapeOf(role.colour)} />
        <h1>{role.name}</h1>
        <span class="where">{placeOf(role)}</span>
      </header>
      <h2>{say('copyTitle')}</h2>
      <p class="hint">{say('copyHint')}</p>
      {identity && <TextField label={say('codeFor', wordsFor(identity))} autoFocus value={popup.code.value} onType={popup.typeCodeToCopy} />}
      <div class="buttons">
        {credentialFormats.map((format, at) => (
          <button key={format} type="button" autofocus={!identity && at === 0} disabled={popup.busy.value} onClick={() => void popup.copyCredentials(format)}>{say(`copyAs_${format}`)}</button>
        ))}
      </div>
      <Mending popup={popup} calm />
      <p role="status">{popup.credentialsCopied.value ? say('copied') : ''}</p>
    </main>
  );
}
