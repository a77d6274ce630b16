// Names that lead to the pages of what they name.

import type { VNode } from 'preact';
import type { Agreement, Cell, Donor, Place, Theme } from './figures';
import { allThemes, places, themes, world } from './model';
import { address } from './route';
import { called, t } from './words';

/** The name of a place; its code where the figures lack it. */
export const placeName = (code: string): string => {
  const place = places.get(code);
  return place === undefined ? code : called(place);
};

/** The name of a place in a list of places by their own cells: what is above countries holds work across them. */
export const ownName = (place: Place): string =>
  place.kind === 'country' ? nameOfPart(place) : t('across', { place: nameOfPart(place) });

/** Where a cell is. */
export const cellPlace = (cell: Cell): string => {
  const place = places.get(cell.place);
  return place === undefined ? cell.place : ownName(place);
};

export const CellPlace = ({ cell }: { cell: Cell }): VNode => <a href={placeAddress(cell.place)}>{cellPlace(cell)}</a>;

export const themeName = (code: string): string => {
  const theme = themes.get(code);
  return theme === undefined ? code : called(theme);
};

/** The name of a donor, or of several of whom no more may be known. */
export const donorName = (donor: Donor): string => {
  if (donor.name !== '') return called(donor);
  if (donor.disclosure === 'several') return t('donors_several');
  return t(donor.disclosure === 'anonymous' ? 'donors_anonymous' : 'donors_other');
};

export const placeAddress = (code: string): string =>
  code === world.code ? address('countries') : address('country', code);

export const themeAddress = (code: string): string =>
  code === allThemes.code ? address('themes') : address('theme', code);

export const PlaceLink = ({ code }: { code: string }): VNode =>
  places.has(code) ? <a href={placeAddress(code)}>{placeName(code)}</a> : <>{placeName(code)}</>;

export const ThemeLink = ({ code }: { code: string }): VNode =>
  themes.has(code) ? <a href={themeAddress(code)}>{themeName(code)}</a> : <>{themeName(code)}</>;

export const DonorLink = ({ donor }: { donor: Donor }): VNode =>
  donor.code === '' ? <>{donorName(donor)}</> : <a href={address('donor', donor.code)}>{donorName(donor)}</a>;

export const AgreementLink = ({ agreement }: { agreement: Agreement }): VNode => (
  <a class="code" href={address('agreement', agreement.reference)}>
    {agreement.reference}
  </a>
);

/** A place or theme in the order of names. */
export const nameOfPart = (part: Place | Theme): string => called(part);
