import { say } from '../browser/words.js';
import { palette } from '../core/colours.js';
import { RoleBadge } from '../ui/RoleBadge.js';

interface ColourChoiceProps {
  /** Tells the radio buttons of one choice from those of another on the page. */
  readonly name: string;
  /** `#rrggbb`. */
  readonly value: string;
  readonly problem?: string | undefined;
  onChoose(hex: string): void;
}

/** The colours of the palette, each with its shape. */
export function ColourChoice({ name: group, value, problem, onChoose }: ColourChoiceProps) {
  return (
    <fieldset class="colours">
      <legend>{say('colour')}</legend>
      {palette.map(({ name, hex, shape }) => (
        <label key={hex} title={say(`colour_${name}`)}>
          <input type="radio" name={group} value={hex} checked={value === hex} onChange={() => onChoose(hex)} aria-label={say(`colour_${name}`)} />
          <RoleBadge colour={hex} shape={shape} />
        </label>
      ))}
      {problem !== undefined && <p class="problem" role="alert">{problem}</p>}
    </fieldset>
  );
}
