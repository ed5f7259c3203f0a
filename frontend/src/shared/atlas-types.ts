// Made from xblocks/rights_atlas/schema.json by scripts/types.mjs. Do not edit.

/** The version of the format that these types describe. */
export const ATLAS_VERSION = 1;

/** Lower-case letters, digits and single hyphens. */
export type AtlasId = string;

export type Year = number;

/** A calendar date, YYYY-MM-DD. */
export type IsoDate = string;

/** A section of UCLG. */
export type SectionId = "africa" | "asia-pacific" | "eurasia" | "europe" | "latin-america" | "middle-east-west-asia" | "north-america";

/** Band of population: below 20,000; to 100,000; to 500,000; to 2 million; above; or a region or province. */
export type SizeBand = "village" | "town" | "city" | "large-city" | "metropolis" | "region";

export type PracticeStatus = "active" | "ended" | "planned" | "unknown";

/** high = a primary source or two independent ones; medium = one secondary source. */
export type Confidence = "high" | "medium";

/** Only strong kinds make a human rights city on the map. */
export type RecognitionStrength = "strong" | "weak";

/** ISO 3166-1 alpha-2, or XK. */
export type CountryCode = string;

/** A published reference. Without an https link that may be shown, it stands in words. */
export type Source = {
  /** Title of the page or document */
  title: string;
  /** Who published it */
  publisher: string;
  /** Year of publication */
  year?: Year;
  /** https address of the original */
  url?: string;
};

/** One act by which a city is recognised, or recognises itself, as a human rights city. */
export type Recognition = {
  /** An id of vocabulary.recognition */
  kind: AtlasId;
  /** Year of the act */
  year?: Year;
  /** What it says, in one or two sentences */
  detail: string;
  /** Where this act weighs less than its kind, for example a pledge or an aspiration: weak */
  strength?: RecognitionStrength;
  /** Date of the second reading against the source; absent when it was not read again */
  verified?: IsoDate;
  source: Source;
};

/** A local or regional government. */
export type City = {
  id: AtlasId;
  /** Name in English use */
  name: string;
  country: CountryCode;
  /** Degrees north */
  lat: number;
  /** Degrees east */
  lon: number;
  /** GeoNames; GeoNames, the seat of a region; read from a map; given by the course team */
  coords_from: "geonames" | "geonames-seat" | "estimate" | "author";
  size: SizeBand;
  /** Acts of recognition */
  recognition: Array<Recognition>;
};

/** The card of a practice: what lists, facets, search and the map need. */
export type Practice = {
  id: AtlasId;
  /** Short stable number, never used again */
  n: number;
  /** An id of cities */
  city: AtlasId;
  /** Title in English */
  title: string;
  /** Name in the local language */
  local_name?: string;
  /** BCP 47 tag of local_name */
  local_language?: string;
  /** First year */
  start?: Year;
  /** Last year */
  end?: Year;
  status: PracticeStatus;
  /** One sentence for the list */
  summary: string;
  /** Ids of vocabulary.themes */
  themes: Array<AtlasId>;
  /** Ids of vocabulary.rights */
  rights: Array<AtlasId>;
  /** Ids of vocabulary.groups */
  groups: Array<AtlasId>;
  /** Sustainable Development Goals */
  sdgs: Array<number>;
  /** Learning blocks of the course */
  blocks: Array<number>;
  /** Date of the second reading against the sources; absent when it was not read again */
  verified?: IsoDate;
};

/** The text of a practice. It stands alone and is found by its id. */
export type Body = {
  id: AtlasId;
  /** What was wrong, and for whom */
  problem: string;
  /** What the local government did */
  action: string;
  /** Who took part */
  participants: string;
  /** Legal or policy basis */
  basis?: string;
  /** What came of it, with dated figures */
  results?: string;
  /** What did not work or stays open, where a source says so */
  limits?: string;
  /** Instruments named by the practice */
  instruments: Array<string>;
  /** References; at least one */
  sources: Array<Source>;
  confidence: Confidence;
};

/** A practice that is gone, and its number. */
export type RemovedPractice = {
  id: AtlasId;
  /** The number that it had */
  n: number;
};

/** An entry of the vocabulary. */
export type Term = {
  id: AtlasId;
  /** What a reader sees */
  label: string;
  /** One line in plain English */
  definition: string;
};

/** A kind of recognition. */
export type RecognitionKind = {
  id: AtlasId;
  /** What a reader sees */
  label: string;
  /** One line in plain English */
  definition: string;
  strength: RecognitionStrength;
};

/** A UCLG section with its label. */
export type SectionTerm = {
  id: SectionId;
  /** What a reader sees */
  label: string;
};

/** A size band with its label. */
export type SizeTerm = {
  id: SizeBand;
  /** What a reader sees */
  label: string;
};

/** A country or territory. */
export type Country = {
  code: CountryCode;
  /** United Nations short name */
  name: string;
  section: SectionId;
};

/** Controlled terms; the one place where a label changes. */
export type Vocabulary = {
  /** Themes */
  themes: Array<Term>;
  /** Rights */
  rights: Array<Term>;
  /** Groups of people */
  groups: Array<Term>;
  /** Kinds of recognition */
  recognition: Array<RecognitionKind>;
  /** UCLG sections */
  sections: Array<SectionTerm>;
  /** Size bands */
  sizes: Array<SizeTerm>;
  /** Countries and territories */
  countries: Array<Country>;
};

/** atlas.json */
export type AtlasCards = {
  version: 1;
  /** Date of the last change */
  updated: IsoDate;
  /** Licence of the data */
  licence: string;
  /** Credits to show with the data */
  credits: Array<string>;
  /** Text that map and explorer show */
  disclaimer: string;
  /** The highest number ever given to a practice, where that practice is gone; for releases that do not know `removed` */
  last_number?: number;
  /** Practices that are gone, with the numbers they had: none is given again */
  removed?: Array<RemovedPractice>;
  vocabulary: Vocabulary;
  /** Cities */
  cities: Array<City>;
  /** Cards of the practices */
  practices: Array<Practice>;
};

/** atlas-<section>.json */
export type AtlasBodies = {
  version: 1;
  section: SectionId;
  /** Bodies of the section's practices */
  bodies: Array<Body>;
};
