/** The one entry: each element enhances a form that works without it. */
import "./search-element.js";
import "./results-element.js";
import "./rating-element.js";
import "./trail.js";
import "./marked-words.js";
