import { brandOf, brandSettings } from '@lethe/service';
import * as z from 'zod';

/** What an installation shows where nothing is set. */
export const usualBrand = brandOf(z.object(brandSettings).parse({}));
