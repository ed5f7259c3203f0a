// The few practices that a plan names, from the atlas's card file. The whole atlas, which explorer and map make of the
// same file, would be more script than the first view of a step has room for.
import { AtlasFailure, checkVersion, cleanSources, listOf, sectionAddress, type City, type Entry, type Practice, type Source } from "../shared/atlas";
import { Loader } from "../shared/atlas-loading";
import { t } from "../shared/i18n";

type Item = Record<string, unknown>;

const isCity = (item: Item | undefined) => typeof item?.id === "string" && typeof item.name === "string" && typeof item.country === "string";

/** Cards of practices by id, and their sources. Throws AtlasFailure for a file that holds nothing. */
export class Shelf {
  private readonly cities: Item[];
  private readonly practices: Item[];
  private readonly countries: Item[];

  constructor(
    data: unknown,
    private readonly url: string,
  ) {
    const cards = checkVersion(data);
    this.cities = listOf(cards.cities).filter(isCity);
    this.practices = listOf(cards.practices);
    this.countries = listOf((cards.vocabulary as Item | undefined)?.countries);
    if (!this.cities.length) throw new AtlasFailure(t("The data file holds no city yet. Tell the course team."));
  }

  /** A practice with its city, null where the atlas has none that can be shown. */
  find(id: string): Entry | null {
    const practice = this.practices.find((item) => item.id === id);
    const city = this.cities.find((item) => item.id === practice?.city);
    if (!city || typeof practice?.title !== "string") return null;
    const country = city.country as string;
    const known = this.countries.find((item) => item.code === country);
    const countryName = typeof known?.name === "string" ? known.name : country;
    const section = typeof known?.section === "string" ? known.section : "";
    return { practice: practice as unknown as Practice, city: city as unknown as City, country, countryName, section };
  }

  /** The references of a practice. Throws AtlasFailure. */
  async sources({ practice, section }: Entry): Promise<Source[]> {
    const { bodies } = checkVersion(await files.load(sectionAddress(this.url, section)));
    return cleanSources(listOf(bodies).find(({ id }) => id === practice.id)?.sources);
  }
}

const files = new Loader((data) => data);
/** The shelf of a page. */
export const shelves = new Loader((data, url) => new Shelf(data, url));
