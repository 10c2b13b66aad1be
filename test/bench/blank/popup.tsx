import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** As little as a popup can show: a field with the focus, and a line. */
function Blank() {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return <main><input ref={field} /><p>blank</p></main>;
}

const place = document.getElementById('app');
if (place) render(<Blank />, place);
