// The one file that holds the compiled part of Boost.JSON, so that there is no library to link.
#include <boost/json/src.hpp>
