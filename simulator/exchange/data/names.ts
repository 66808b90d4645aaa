/** Given and family names of the made-up companies. Where a script isn't Latin the address part is written beside it. */
interface ListedName {
  readonly text: string;
  /** Lower-case ASCII for addresses. */
  readonly address: string;
}

const SPECIAL: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Folds a Latin name to what an address may hold: `Garçon` → `garcon`, `O'Brien` → `obrien`. */
export function addressPart(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7f]/g, (c) => SPECIAL[c] ?? '')
    .replace(/[^a-z0-9-]/g, '');
}

const latin = (words: string): readonly ListedName[] =>
  words.split(' ').map((word) => {
    const text = word.replaceAll('_', ' ');
    return { text, address: addressPart(text) };
  });

const written = (pairs: string): readonly ListedName[] =>
  pairs.split(' ').map((pair) => {
    const [text = '', address = ''] = pair.split('=');
    return { text, address };
  });

export interface NamePool {
  readonly given: readonly ListedName[];
  readonly family: readonly ListedName[];
  /** Chinese, Japanese and Korean names are shown family name first, without a blank. */
  readonly familyFirst: boolean;
  /** Of 100 people so many come from here. */
  readonly share: number;
}

export const NAME_POOLS: readonly NamePool[] = [
  {
    share: 58,
    familyFirst: false,
    given: latin(
      'Anaïs Chloé Zoë François Jérôme Inês João Íñigo Begoña María José Àngels Núria Sofía Martín Bjørn Søren Åsa Göran Käthe Jürgen Jörg Gül Ömer Şebnem Emily Noah Olivia Liam Amelia Oliver Grace Henry Isla Jack Ruby Samuel Hannah Daniel Laura Peter Julia Thomas Clara Felix Marta Elena Luca Giulia Matteo Eva Tomáš Kateřina Zdeněk Gábor Ágnes Réka Ioana Ștefan Ana-Maria Jean-Luc Marie-Claire',
    ),
    family: latin(
      "Garçon O'Brien O'Neill D'Angelo Müller Schäfer Weiß Núñez Peña Ibáñez Fernández López García Martín Sánchez Nguyễn Sørensen Ødegård Lindström Åkesson Çelik Yıldız Öztürk Smith Taylor Walker Hughes Evans Thompson Baker Carter Hall Wood Turner Collins Edwards Kelly Rossi Bianchi Greco Dvořák Novák Černý Szabó Nagy Kovács Popescu Ionescu Lefèvre Lefebvre Dubois Saint-Exupéry van_der_Meer de_la_Cruz Smith-Jones Mac_Gabhann",
    ),
  },
  {
    share: 12,
    familyFirst: false,
    given: latin('Łukasz Małgorzata Paweł Zofia Stanisław Agnieszka Michał Grażyna Wojciech Żaneta'),
    family: latin(
      'Kowalska Wójcik Kamiński Lewandowska Zieliński Szymański Woźniak Dąbrowski Kozłowska Jabłoński',
    ),
  },
  {
    share: 10,
    familyFirst: true,
    given: written(
      '明=ming 伟=wei 芳=fang 娜=na 秀英=xiuying 敏=min 静=jing 强=qiang 磊=lei 洋=yang 美咲=misaki 翔太=shota',
    ),
    family: written('李=li 王=wang 张=zhang 刘=liu 陈=chen 杨=yang 赵=zhao 黄=huang 佐藤=sato 鈴木=suzuki'),
  },
  {
    share: 8,
    familyFirst: false,
    given: written(
      'أحمد=ahmed محمد=mohamed فاطمة=fatima ليلى=layla يوسف=youssef نور=nour خالد=khaled سارة=sara',
    ),
    family: written('السيد=elsayed حسن=hassan العلي=alali منصور=mansour الحداد=alhaddad خوري=khoury'),
  },
  {
    share: 6,
    familyFirst: false,
    given: written(
      'Олена=olena Андрій=andrii Марія=mariia Дмитро=dmytro Ελένη=eleni Γιώργος=giorgos Νίκος=nikos',
    ),
    family: written(
      'Шевченко=shevchenko Коваленко=kovalenko Бондар=bondar Παπαδόπουλος=papadopoulos Γεωργίου=georgiou',
    ),
  },
  {
    share: 6,
    familyFirst: false,
    given: latin('Priya Arjun Ananya Rohan Ngozi Chidi Amara Kwame Thandiwe Sipho'),
    family: latin('Sharma Patel Iyer Okafor Adeyemi Mensah Nkosi Dlamini Banerjee Krishnamurthy'),
  },
];

export const FIRST_PEOPLE: readonly (readonly [string, string, string, string])[] = [
  ['Anaïs', 'Garçon', 'anais', 'garcon'],
  ['Łukasz', 'Kowalska', 'lukasz', 'kowalska'],
  ['Seán', "O'Brien", 'sean', 'obrien'],
  ['明', '李', 'ming', 'li'],
  ['أحمد', 'السيد', 'ahmed', 'elsayed'],
  ['Zoë', 'Müller', 'zoe', 'mueller'],
];
// prettier-ignore
export const DEPARTMENTS: readonly string[] = ['Sales', 'Finance', 'Legal', 'Engineering', 'Human Resources', 'Marketing', 'Operations', 'Research & Development', 'Logistics', 'Service Désk', ''];
// prettier-ignore
export const TITLES: readonly string[] = ['Analyst', 'Senior Analyst', 'Manager', 'Director', 'Specialist', 'Engineer', 'Account Executive', 'Controller', 'Coordinator', 'Lawyer', ''];
export const OFFICES: readonly (readonly [string, string, string])[] = [
  ['Madrid – Castellana', 'Madrid', 'ES'],
  ['Łódź Centrum', 'Łódź', 'PL'],
  ['Zürich HB', 'Zürich', 'CH'],
  ['Dublin 2', 'Dublin', 'IE'],
  ['上海', 'Shanghai', 'CN'],
  ['القاهرة', 'Cairo', 'EG'],
  ['São Paulo', 'São Paulo', 'BR'],
  ['Remote', '', 'GB'],
  ['', '', 'US'],
];
// prettier-ignore
export const SHARED_NAMES: readonly string[] = ['Accounts Payable', 'Info', 'Support', 'Jobs', 'Facturación', 'Press', 'Orders', 'Réception', 'Compliance', 'IT Service Desk', 'Reisekosten', 'Events'];
// prettier-ignore
export const ROOM_NAMES: readonly string[] = ['Room Ada', 'Room Curie', 'Sala Picasso', 'Salle Molière', 'Konferenzraum Süd', 'Boardroom', 'Focus Room', 'Sala Łódź'];
export const EQUIPMENT_NAMES: readonly string[] = ['Van', 'Projector', 'Pool Car', 'Camera', '3D Printer'];
// prettier-ignore
export const GROUP_NAMES: readonly string[] = ['All Staff', 'Sales', 'Finance Team', 'Project Añil', 'Leadership', 'Łódź Office', 'Zürich Büro', 'Incident Response', 'Social Club', "Managers' Forum", 'Interns', 'Data & Analytics', '研发部', 'فريق القاهرة'];
