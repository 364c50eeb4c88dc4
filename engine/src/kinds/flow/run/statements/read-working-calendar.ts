import type { Statement } from '../../../../runtime/context.ts'

/**
 * $1: code of a calendar, $2: the stamp of what is known of it, or null. Gives `{stamp, calendar}`, or nothing when there
 * is no such calendar. `calendar` is null when it is what is known, else `{zone, hours: {monday: text…}, years: [{year,
 * notice}], days: [{on, type}]}` as JSON. Every change of one of its rows changes the stamp.
 */
export const readWorkingCalendar: Statement = {
  name: 'flow-read-working-calendar',
  text: `
    with asked as (select * from app.calendar where code = $1),
    years as (
      select md5(string_agg(y.id::text || y.version, ',' order by y.id)) as stamp,
        jsonb_agg(jsonb_build_object('year', y.year, 'notice',
          concat_ws(' ', y.notice_title, y.notice_number, y.announced_on::text))) as list
      from asked join app.calendar_year y on y.calendar = asked.id
    ),
    days as (
      select md5(string_agg(d.id::text || d.version, ',' order by d.id)) as stamp,
        jsonb_agg(jsonb_build_object('on', d."on"::text, 'type', d.type) order by d."on") as list
      from asked join app.calendar_day d on d.calendar = asked.id
    ),
    stamped as (
      select concat_ws(' ', asked.id, asked.version, 'years', years.stamp, 'days', days.stamp) as stamp
      from asked, years, days
    )
    select stamped.stamp, case when stamped.stamp is distinct from $2::text then jsonb_build_object(
      'zone', asked.zone,
      'hours', jsonb_build_object('monday', asked.monday, 'tuesday', asked.tuesday, 'wednesday', asked.wednesday,
        'thursday', asked.thursday, 'friday', asked.friday, 'saturday', asked.saturday, 'sunday', asked.sunday),
      'years', coalesce(years.list, '[]'), 'days', coalesce(days.list, '[]')) end as calendar
    from asked, years, days, stamped`,
}
