import { mount } from 'svelte';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/index.css';
import Page from './Page.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the playground.');
mount(Page, { target });
