import { useEffect, useState } from 'preact/hooks';
import { dateTime, say } from '../browser/words.js';
import type { OptionsPorts } from './ports.js';
import type { Options } from './state.js';

/** The vault that was set aside when another took its place, while there is one. */
export function SetAside({ options: { ports } }: { readonly options: Options }) {
  const [kept, setKept] = useState<Awaited<ReturnType<OptionsPorts['setAside']['get']>>>(null);
  useEffect(() => void ports.setAside.get().then(setKept), []);
  if (!kept) return null;
  return (
    <div class="card">
      <h2>{say('setAsideTitle')}</h2>
      <p>{say('setAsideHint', { time: dateTime(kept.at) })}</p>
      <div class="buttons">
        <button type="button" onClick={() => ports.download(`sallyport-set-aside-${ports.today()}.json`, JSON.stringify(kept, null, 2))}>{say('download')}</button>
        <button type="button" class="danger" onClick={() => void ports.setAside.set(null).then(() => setKept(null))}>{say('discardSetAside')}</button>
      </div>
    </div>
  );
}
