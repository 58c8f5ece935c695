// ELK in a thread of its own: a large graph takes seconds to lay out, and the page goes on meanwhile.
import 'elkjs/lib/elk-worker.min.js'
