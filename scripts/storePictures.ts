/** A picture that a store takes, drawn as a page of its size. */
export interface Drawing {
  /** Where it goes, below `docs`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly html: string;
}

/** Gives the address of one of the demo's screenshots, by its name and the language that the browser spoke. */
type Screenshot = (name: string, language: 'en' | 'ja') => string;

const style = `
  body { margin: 0; overflow: hidden; background: #20303f; color: #f4f1ea; font-family: "Noto Sans", "DejaVu Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif; }
  main { position: relative; box-sizing: border-box; overflow: hidden; }
  h1 { margin: 0; font-size: 40px; line-height: 52px; font-weight: 600; }
  p { margin: 8px 0 0; font-size: 22px; line-height: 32px; color: #c9d1d9; }
  header { position: absolute; left: 64px; top: 48px; right: 64px; }
  img { display: block; position: absolute; border-radius: 8px; box-shadow: 0 6px 28px rgb(0 0 0 / 45%); }`;

const page = (width: number, height: number, inner: string): string =>
  `<meta charset="utf-8"><style>${style} main { width: ${width}px; height: ${height}px; }</style><main>${inner}</main>`;

const image = (address: string, place: string): string => `<img src="${address}" style="${place}">`;

/** What each screenshot says, title and sentence, and what it shows. */
const shots: readonly { name: string; words: Readonly<Record<'en' | 'ja', readonly [string, string]>>; shown: (shot: (name: string) => string) => string }[] = [
  {
    name: 'pick',
    words: {
      en: ['Pick a role. Its console opens.', 'A few letters find it among ten thousand, and the keyboard is enough.'],
      ja: ['ロールを選ぶと、コンソールが開きます', '1 万件からでも数文字で見つかり、キーボードだけで操作できます。'],
    },
    shown: (shot) => image(shot('console-prod-admin'), 'left:64px;top:190px;width:1040px') + image(shot('popup-roles'), 'right:64px;top:240px;width:400px'),
  },
  {
    name: 'code',
    words: {
      en: ['One MFA code for the day', 'GetSessionToken first, AssumeRole after it: MFA reaches the console.'],
      ja: ['MFA コードは 1 日 1 回', 'GetSessionToken の後に AssumeRole を呼ぶため、MFA がコンソールまで届きます。'],
    },
    shown: (shot) => image(shot('popup-roles'), 'left:200px;top:230px;width:400px') + image(shot('popup-code'), 'left:680px;top:230px;width:400px'),
  },
  {
    name: 'marks',
    words: {
      en: ['You see where you are', 'Colour, shape and name of the role: in the page, the tab and the icon.'],
      ja: ['今どこにいるかがひと目でわかります', 'ロールの色・形・名前を、ページ、タブ、アイコンに表示します。'],
    },
    shown: (shot) => ['console-sandbox-admin', 'console-staging-admin', 'console-prod-admin']
      .map((name, at) => image(shot(name), `left:${64 + at * 96}px;top:${190 + at * 108}px;width:960px`)).join(''),
  },
  {
    name: 'roles',
    words: {
      en: ['Your roles, in colours of your own', 'Paste an ARN, or import them from the tool you use now.'],
      ja: ['ロールを好みの色で', 'ARN を貼り付けるか、今お使いのツールから取り込みます。'],
    },
    shown: (shot) => image(shot('options-roles'), 'left:140px;top:190px;width:1000px'),
  },
];

const icon = (address: string, place: string): string => `<img src="${address}" style="box-shadow:none;border-radius:0;${place}">`;

/** All that the stores take, made of the demo's screenshots and the extension's icon. */
export function storePictures(shot: Screenshot, iconAddress: string): Drawing[] {
  const screenshots = shots.flatMap(({ name, words, shown }) => (['en', 'ja'] as const).map((language) => {
    const [title, sentence] = words[language];
    const html = page(1280, 800, `<header lang="${language}"><h1>${title}</h1><p>${sentence}</p></header>${shown((taken) => shot(taken, language))}`);
    return { file: `store/pictures/${name}-${language}.png`, width: 1280, height: 800, html };
  }));
  const tile = page(440, 280, `${icon(iconAddress, 'left:160px;top:40px;width:120px')}<h1 style="position:absolute;top:184px;width:440px;text-align:center">Sallyport</h1>`);
  const marquee = page(1400, 560, `${icon(iconAddress, 'left:54px;top:140px;width:140px')}<h1 style="position:absolute;left:80px;top:312px;font-size:64px;line-height:76px">Sallyport</h1>
    ${image(shot('console-prod-admin', 'en'), 'left:520px;top:90px;width:960px')}${image(shot('popup-roles', 'en'), 'left:936px;top:150px;width:400px')}`);
  return [
    ...screenshots,
    { file: 'store/pictures/tile.png', width: 440, height: 280, html: tile },
    { file: 'store/pictures/marquee.png', width: 1400, height: 560, html: marquee },
  ];
}
