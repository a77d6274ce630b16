/* Made from docs/json/figures.schema.json by npm run types. */

/**
 * The languages in which it has no name of its own and stands as it was written; absent where there are none.
 *
 * @minItems 1
 */
export type Original = ["en" | "fr" | "es" | "pt", ...("en" | "fr" | "es" | "pt")[]];
/**
 * An amount in whole minor units of the fund's base currency.
 */
export type Minor = number;
/**
 * An index into a list of this file, counted from 0.
 */
export type Index = number;
/**
 * People covered in law, effectively covered, with adequate benefits; institutional changes.
 */
export type ResultKind = "legal" | "effective" | "adequacy" | "change";
/**
 * How much of a donor everybody may know; several: what is told together in cells, of all that are not public and a part of those that are.
 */
export type Disclosure = "public" | "totals" | "anonymous" | "internal" | "several";
/**
 * A row of the inputs: the index of its sheet in `sheets`, and its number.
 *
 * @minItems 2
 * @maxItems 2
 */
export type Row = [number, number];

/**
 * figures.json: the figures of a month, of which the page is made. Amounts are whole minor units of the base currency; lists refer to each other by index.
 */
export interface Figures {
  version: 1;
  /**
   * Whether the month is closed: the figures of a draft may still change.
   */
  status: "draft" | "closed";
  /**
   * For the fund itself, or for everybody: no more of a donor than its row allows.
   */
  edition: "internal" | "public";
  program: {
    name: string;
    version: string;
  };
  fund: {
    /**
     * As it was written.
     */
    name: string;
    names: Words;
    original?: Original;
    code: string;
    base_currency: string;
    decimals: number;
    from: string;
    to: string;
    illustrative: boolean;
    note: string;
    /**
     * The remark in other languages, where it is given in them.
     */
    notes?: {
      en?: string;
      fr?: string;
      es?: string;
      pt?: string;
    };
    language: "en" | "fr" | "es" | "pt";
  };
  /**
   * The last day that counts.
   */
  as_of: string;
  /**
   * One hash over all inputs; blank in tests.
   */
  inputs_sha256: string;
  rules: {
    administrative_fee: string;
    support_cost: string;
    levy: string;
    pledge_weight: string;
    pipeline_weight: string;
    country_share: string | null;
  };
  /**
   * Places that have cells and all above them, those above first.
   */
  places: Place[];
  /**
   * Themes that have cells and all above them, those above first.
   */
  themes: Theme[];
  totals: Sums;
  /**
   * Money that everybody is told together with other money, since of those that are not named it is one donor's alone: refunds, taken off what was received; the levy, in the fee. Empty in the fund's own edition.
   */
  together: ("refunded" | "levy")[];
  /**
   * Open obligations that no allocated money covers; those of `totals` are the others.
   */
  uncovered_obligations: number;
  /**
   * Interest and investment income of the fund.
   */
  interest: number;
  bank_charges: Minor;
  gap: {
    /**
     * An amount in whole minor units of the fund's base currency.
     */
    amount: number;
    /**
     * From the budget to the gap, and from there to what is still to be raised.
     */
    raising: BridgeLine[];
    /**
     * From the gap to what the priorities lack.
     */
    priorities: BridgeLine[];
    /**
     * The same once what is signed has come.
     */
    priorities_signed: BridgeLine[];
    /**
     * The same once weighted pledges and pipeline have come too.
     */
    priorities_outlook: BridgeLine[];
    causes: {
      short_of_money: Minor;
      locked_by_earmarks: Minor;
      locked_by_limits: Minor;
      lapsed: Minor;
      decided: Minor;
    };
    months: Month[];
    loosened: Loosened[];
  };
  reach: Reach[];
  donors: Donor[];
  agreements: Agreement[];
  receipts: Receipt[];
  /**
   * Of signed agreements, what is overdue or still to come.
   */
  instalments: Instalment[];
  /**
   * Money that no cell takes and whose time ends soon, the soonest first.
   */
  expiring: Expiring[];
  /**
   * What ended agreements owe.
   */
  lapses: Lapse[];
  over_allocations: OverAllocation[];
  /**
   * From what was received to what is available to decide about; empty in the public edition.
   */
  available: BridgeLine[];
  /**
   * What people decided, and what waits to be decided, by day; empty in the public edition.
   */
  decisions: Decision[];
  cells: Cell[];
  holdings: Holding[];
  /**
   * Expenditure of each cell and year, charged or pending.
   */
  costs: Cost[];
  pending: Pending[];
  results: Result[];
  /**
   * What a contribution to a place with all themes, or to a theme in all places, would do on top of what stands.
   */
  opportunities: Opportunity[];
  /**
   * What people reached have cost so far, where there are enough results to say so.
   */
  basis: Basis[];
  /**
   * What donors say that they would like to fund, and what they would achieve; empty in the public edition.
   */
  interests: Interest[];
  /**
   * How many differences with finance are open; null where finance sent no extract, and in public.
   */
  differences: number | null;
  /**
   * The month under other suppositions; none in the reports of a month.
   */
  scenarios: Scenario[];
  sheets: Sheet[];
}
/**
 * A text in each language.
 */
export interface Words {
  en: string;
  fr: string;
  es: string;
  pt: string;
}
export interface Place {
  code: string;
  /**
   * The code of the place above it.
   */
  parent: string | null;
  /**
   * The codes of other places that it lies in besides: of a country in a region of the fund's own, its region of the United Nations; absent where there are none.
   */
  also_in?: string[];
  /**
   * The code of the region that it is in or is.
   */
  region: string;
  kind: "world" | "region" | "area" | "country";
  names: Words;
  original?: Original;
}
export interface Theme {
  code: string;
  /**
   * The code of the theme or pillar above it.
   */
  parent: string | null;
  /**
   * The code of the pillar that it is in or is.
   */
  pillar: string;
  names: Words;
  original?: Original;
}
/**
 * The money of agreements; the words are those of docs/domain.md.
 */
export interface Sums {
  /**
   * The value of signed agreements: received less refunded, and what is still to come at the rates of the day; of others what came less what went back.
   */
  signed: number;
  /**
   * Deposits.
   */
  received: number;
  /**
   * What went back to donors.
   */
  refunded: number;
  /**
   * Of signed agreements, what is still to come.
   */
  to_come: number;
  /**
   * Announced and not signed, at the rates of the day.
   */
  pledged: number;
  /**
   * Pledges by their odds.
   */
  pledged_weighted: number;
  /**
   * Talked about, at the rates of the day.
   */
  pipeline: number;
  /**
   * The pipeline by its odds.
   */
  pipeline_weighted: number;
  /**
   * Administrative fees.
   */
  fee: number;
  /**
   * Coordination levies.
   */
  levy: number;
  /**
   * Kept for programme support, used and unused.
   */
  support_reserve: number;
  /**
   * What priorities can get.
   */
  programmable: number;
  /**
   * Entries of the allocation book that stand.
   */
  allocated: number;
  /**
   * Of agreements whose time is over: to be returned or extended.
   */
  lapsed: number;
  /**
   * Programmable less allocated less lapsed, where above nothing.
   */
  unallocated: number;
  /**
   * Of what is unallocated, what decisions keep from the program: returned, or of an agreement on hold.
   */
  held: number;
  /**
   * The same below nothing, as an amount above it.
   */
  over_allocated: number;
  /**
   * The part of it that is charged already, and by how much the net is below nothing.
   */
  overdrawn: number;
  /**
   * Expenditure charged.
   */
  charged: number;
  /**
   * Programme support cost on it.
   */
  support_cost: number;
  /**
   * Open obligations that unspent money covers.
   */
  obligated: number;
}
/**
 * A line of a bridge.
 */
export interface BridgeLine {
  /**
   * Which figure it is.
   */
  key: string;
  /**
   * The first figure; what is added to it; the sum of all before it that are no sums.
   */
  kind: "start" | "step" | "sum";
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  amount: number;
}
export interface Month {
  month: string;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  received: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  signed: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  outlook: number;
  /**
   * Whether it lies after the as-of date.
   */
  projected: boolean;
}
export interface Loosened {
  agreement: Index;
  side: "geography" | "theme" | "exclusions";
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  closes: number;
}
export interface Reach {
  kind: ResultKind;
  /**
   * How many were to be reached.
   */
  target: number | null;
  reached: number;
  /**
   * From how many results.
   */
  results: number;
}
export interface Donor {
  /**
   * Blank for several together.
   */
  code: string;
  /**
   * As it was written; blank for several together.
   */
  name: string;
  names: Words;
  original?: Original;
  kind: string | null;
  disclosure: Disclosure;
  sums: Sums;
  source: Row | null;
}
export interface Agreement {
  reference: string;
  /**
   * An index into a list of this file, counted from 0.
   */
  donor: number;
  /**
   * As it was written.
   */
  title: string;
  names: Words;
  original?: Original;
  stage: "pipeline" | "pledged" | "signed" | "closed" | "lost";
  /**
   * When it was signed or announced.
   */
  signed_on: string;
  /**
   * The last day on which it may be used.
   */
  until: string | null;
  currency: string;
  /**
   * An exact decimal, with a point.
   */
  amount: string;
  /**
   * How strict its earmark is.
   */
  category: number;
  earmark: Words;
  sums: Sums;
  source: Row | null;
}
/**
 * A receipt; in funds of very many, those of one agreement, year, kind and sheet together.
 */
export interface Receipt {
  agreement: Index;
  number: string;
  kind: string;
  date: string;
  currency: string;
  /**
   * An exact decimal, with a point; blank for several.
   */
  amount: string;
  base: Minor;
  fee: Minor;
  levy: Minor;
  /**
   * How many receipts it is.
   */
  lines: number;
  source: Row | null;
}
export interface Instalment {
  agreement: Index;
  due_on: string;
  currency: string;
  /**
   * An exact decimal, with a point.
   */
  open: string;
  overdue: boolean;
  source: Row | null;
}
export interface Expiring {
  agreement: Index;
  /**
   * The last day on which it may be used.
   */
  until: string;
  amount: Minor;
}
/**
 * An agreement whose time is over, and what it owes: to be returned or extended.
 */
export interface Lapse {
  agreement: Index;
  ended_on: string;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  lapsed: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  reserve: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  kept: number;
}
/**
 * Something above its money or its ceiling, all of it charged already.
 */
export interface OverAllocation {
  /**
   * Null where a cell needs less than it has.
   */
  agreement: Index | null;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  amount: number;
  cells: Index[];
}
/**
 * A decision of people about allocated money.
 */
export interface Decision {
  number: string;
  /**
   * When it was decided, or is to be.
   */
  date: string;
  /**
   * Who decides; blank where nobody is said.
   */
  body: string;
  /**
   * What it does.
   */
  action: "allocate" | "return" | "move" | "hold" | "release" | "succeed" | "uncharge";
  /**
   * What it is now.
   */
  state: "proposed" | "adopted" | "rejected" | "ended" | "taken_back";
  /**
   * The agreements whose money it is about.
   */
  agreements: Index[];
  /**
   * The cell that money leaves, or that is closed or succeeded: place, theme and perhaps period with / between; * stands for any.
   */
  from: string | null;
  /**
   * The cell that money enters, or that succeeds.
   */
  to: string | null;
  /**
   * How much, where the action has an amount.
   */
  amount: Minor | null;
  /**
   * What the program recommended, where it answers a recommendation.
   */
  recommended: Minor | null;
  reason: string;
  source: Row | null;
}
export interface Cell {
  place: string;
  theme: string;
  period: string;
  need: Minor;
  weight_thousandths: number;
  floor: Minor;
  ceiling: Minor;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  outside: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  allocated: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  allocated_signed: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  allocated_outlook: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  lacking: number;
  charged: Minor;
  obligated: Minor;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  pending: number;
  /**
   * Why it lacks money; where money for a part of it waits, why it lacks the rest.
   */
  why:
    | "funded"
    | "decided"
    | "lapsed"
    | "waits"
    | "ceiling"
    | "pending"
    | "no_money"
    | "left_to_people"
    | "held"
    | "earmarks"
    | "limits";
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  waits: number;
  /**
   * The agreements whose money limits keep away.
   */
  kept_away: Index[];
  /**
   * The agreements that may pay for it, of whose unallocated money decisions keep some; none in the public edition.
   */
  held: Index[];
  source: Row | null;
}
/**
 * What an agreement has in the cells, or several donors together.
 */
export interface Holding {
  donor: Index;
  /**
   * Null in sums of several.
   */
  agreement: Index | null;
  cells: [number, number, number, number][];
}
export interface Cost {
  cell: Index;
  year: number;
  amount: Minor;
  lines: number;
  sheet: Index;
  /**
   * As 12-14, 18; of many the first, and how many more: +31.
   */
  rows: string;
}
export interface Pending {
  place: string;
  theme: string;
  cell: Index | null;
  cause: "no_cell" | "not_eligible" | "beyond_need" | "no_money";
  amount: Minor;
  /**
   * The day of the oldest line.
   */
  since: string;
  source: Row | null;
}
export interface Result {
  place: string;
  theme: string;
  date: string;
  kind: ResultKind;
  /**
   * Below zero where a closed month had too many.
   */
  number: number;
  description: string;
  source: Row | null;
}
export interface Opportunity {
  place: string;
  theme: string;
  contribution: Minor;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  programmable: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  allocated: number;
  cells: [number, number][];
}
export interface Basis {
  place: string;
  theme: string;
  kind: ResultKind;
  results: number;
  people: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  charged: number;
}
export interface Interest {
  code: string;
  /**
   * As it was written.
   */
  name: string;
  names: Words;
  original?: Original;
  /**
   * Where it is among the donors, if it has an agreement.
   */
  donor: Index | null;
  wishes: Words;
  /**
   * The cells of it that lack money, the worst funded first.
   */
  cells: Index[];
  /**
   * Its other cells, which lack nothing.
   */
  funded: Index[];
  /**
   * What contributions to all of it would do.
   */
  contributions: Contribution[];
  /**
   * What people reached have cost there, where there are enough results to say so.
   */
  basis: Reached[];
  source: Row | null;
}
export interface Contribution {
  contribution: Minor;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  programmable: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  allocated: number;
  cells: [number, number][];
}
export interface Reached {
  kind: ResultKind;
  results: number;
  people: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  charged: number;
}
/**
 * The month under other suppositions.
 */
export interface Scenario {
  name: string;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  gap: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  still_to_raise: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  programmable: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  allocated: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  unallocated: number;
  /**
   * An amount in whole minor units of the fund's base currency.
   */
  lacking: number;
  /**
   * Cells that would be otherwise.
   */
  cells: [number, number, number][];
}
export interface Sheet {
  file: string;
  /**
   * Blank for files without sheets.
   */
  sheet: string;
}
