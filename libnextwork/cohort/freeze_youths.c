#include "cohort/freeze.h"

nextwork_status nw_freeze_youths(nw_freeze *freeze)
{
    nw_youths *youths = &freeze->cohort->youths;
    nw_source *source = &freeze->youths;
    NW_TRY(nw_freeze_ids(freeze, &youths->ids, source, NW_YOUTHS, NW_Y_ID));
    NW_TRY(nw_index_ids(&youths->ids, source->count));
    youths->count = source->count;
    NW_TRY(nw_single_read(&youths->network, &freeze->networks, source, NW_Y_NETWORK));
    NW_TRY(nw_freeze_municipalities(&youths->municipality, freeze, source, NW_Y_MUNICIPALITY));
    NW_TRY(nw_freeze_places(&youths->place, source, NW_Y_LATITUDE, NW_Y_LONGITUDE));
    NW_TRY(nw_freeze_ints(&youths->birth_year, source, NW_Y_BIRTH_YEAR));
    NW_TRY(nw_freeze_ints(&youths->hours_min, source, NW_Y_HOURS_MIN));
    NW_TRY(nw_freeze_ints(&youths->hours_max, source, NW_Y_HOURS_MAX));
    NW_TRY(nw_freeze_ints(&youths->travel_max, source, NW_Y_TRAVEL_MAX));
    NW_TRY(nw_freeze_small(&youths->travel_mode, source, NW_Y_TRAVEL_MODE, NW_TRANSIT));
    NW_TRY(nw_freeze_small(&youths->intent, source, NW_Y_INTENT, NW_EXPLORE));
    NW_TRY(nw_freeze_small(&youths->enrolled, source, NW_Y_ENROLLED, -1));
    NW_TRY(nw_freeze_small(&youths->trial_arm, source, NW_Y_TRIAL_ARM, -1));
    NW_TRY(nw_lists_read(&youths->needs, &freeze->needs, source, NW_Y_NEEDS));
    return nw_lists_read(&youths->skills, &freeze->skills, source, NW_Y_SKILLS);
}
