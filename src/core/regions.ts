/** Regions with their city names, as AWS gives them in English and Japanese (AWS General Reference, "Regional endpoints"). */
const cities: Readonly<Record<string, readonly [en: string, ja: string]>> = {
  'us-east-1': ['N. Virginia', 'バージニア北部'],
  'us-east-2': ['Ohio', 'オハイオ'],
  'us-west-1': ['N. California', '北カリフォルニア'],
  'us-west-2': ['Oregon', 'オレゴン'],
  'af-south-1': ['Cape Town', 'ケープタウン'],
  'ap-east-1': ['Hong Kong', '香港'],
  'ap-east-2': ['Taipei', '台北'],
  'ap-northeast-1': ['Tokyo', '東京'],
  'ap-northeast-2': ['Seoul', 'ソウル'],
  'ap-northeast-3': ['Osaka', '大阪'],
  'ap-south-1': ['Mumbai', 'ムンバイ'],
  'ap-south-2': ['Hyderabad', 'ハイデラバード'],
  'ap-southeast-1': ['Singapore', 'シンガポール'],
  'ap-southeast-2': ['Sydney', 'シドニー'],
  'ap-southeast-3': ['Jakarta', 'ジャカルタ'],
  'ap-southeast-4': ['Melbourne', 'メルボルン'],
  'ap-southeast-5': ['Malaysia', 'マレーシア'],
  'ap-southeast-6': ['New Zealand', 'ニュージーランド'],
  'ap-southeast-7': ['Thailand', 'タイ'],
  'ca-central-1': ['Canada Central', 'カナダ中部'],
  'ca-west-1': ['Calgary', 'カルガリー'],
  'eu-central-1': ['Frankfurt', 'フランクフルト'],
  'eu-central-2': ['Zurich', 'チューリッヒ'],
  'eu-north-1': ['Stockholm', 'ストックホルム'],
  'eu-south-1': ['Milan', 'ミラノ'],
  'eu-south-2': ['Spain', 'スペイン'],
  'eu-west-1': ['Ireland', 'アイルランド'],
  'eu-west-2': ['London', 'ロンドン'],
  'eu-west-3': ['Paris', 'パリ'],
  'il-central-1': ['Tel Aviv', 'テルアビブ'],
  'me-central-1': ['UAE', 'アラブ首長国連邦'],
  'me-south-1': ['Bahrain', 'バーレーン'],
  'mx-central-1': ['Mexico', 'メキシコ'],
  'sa-east-1': ['São Paulo', 'サンパウロ'],
  'us-gov-east-1': ['GovCloud East', 'GovCloud 東部'],
  'us-gov-west-1': ['GovCloud West', 'GovCloud 西部'],
  'cn-north-1': ['Beijing', '北京'],
  'cn-northwest-1': ['Ningxia', '寧夏'],
  'eusc-de-east-1': ['Brandenburg', 'ブランデンブルク'],
};

/** Every region whose STS endpoint the extension may call: the content security policy names these and no others. */
export const regionCodes: readonly string[] = Object.keys(cities);

/** The city of a region in the given language (`en` unless it starts with `ja`), or the code itself for a region too new to be known. */
export function cityOf(region: string, language: string): string {
  const names = Object.hasOwn(cities, region) ? cities[region] : undefined;
  if (!names) return region;
  return language.startsWith('ja') ? names[1] : names[0];
}
