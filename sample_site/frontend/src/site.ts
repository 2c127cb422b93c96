import './site.scss'
import { offerThemeToggle } from './theme'

offerThemeToggle()
