import './ui/tokens.css';
import './ui/base.css';
import './ui/kit.css';
import './app/shell/shell.css';
