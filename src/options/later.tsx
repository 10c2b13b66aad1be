import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { type FailureData, failureData } from '../core/failure.js';
import { FailureNote } from '../ui/FailureNote.js';

/** A part of the settings that is loaded when it is shown for the first time. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [state, setState] = useState<'waiting' | 'loaded' | FailureData>(Loaded ? 'loaded' : 'waiting');
    useEffect(() => {
      if (Loaded) return;
      load().then((found) => {
        Loaded = found;
        setState('loaded');
      }, (thrown: unknown) => setState(failureData(thrown)));
    }, []);
    if (typeof state === 'object') return <FailureNote sentence={failureSentence(state)} />;
    return Loaded ? <Loaded {...props} /> : null;
  };
}
