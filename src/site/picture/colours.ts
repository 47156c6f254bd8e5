/** Colours of diagrams: those of the pages (styles/base.css), in the form that Mermaid computes others from. */
interface Colours {
  readonly darkMode: boolean;
  readonly background: string;
  readonly primaryColor: string;
  readonly primaryTextColor: string;
  readonly primaryBorderColor: string;
  readonly lineColor: string;
  readonly textColor: string;
  readonly titleColor: string;
  readonly clusterBkg: string;
  readonly clusterBorder: string;
  readonly edgeLabelBackground: string;
}

export const LIGHT: Colours = {
  darkMode: false,
  background: '#ffffff',
  primaryColor: '#e6effa',
  primaryTextColor: '#1b2430',
  primaryBorderColor: '#1f5fae',
  lineColor: '#4a5564',
  textColor: '#1b2430',
  titleColor: '#1b2430',
  clusterBkg: '#f4f6f9',
  clusterBorder: '#c3cad6',
  edgeLabelBackground: '#ffffff',
};

export const DARK: Colours = {
  darkMode: true,
  background: '#14181f',
  primaryColor: '#22324b',
  primaryTextColor: '#e2e7ee',
  primaryBorderColor: '#7db4ff',
  lineColor: '#a8b3c2',
  textColor: '#e2e7ee',
  titleColor: '#e2e7ee',
  clusterBkg: '#1c222c',
  clusterBorder: '#3f4a5b',
  edgeLabelBackground: '#14181f',
};
