function t = __set_property__(t, name, value)
  % __set_property__(t, name, value): t with a property changed.
  switch name
    case 'Format'
      t.Format = __datetime_format__(value);
    case 'TimeZone'
      zone = __zone_name__(char(value));
      if isempty(t.TimeZone)
        t.data__ = __from_zone__(t.data__, zone);
      elseif isempty(zone)
        t.data__ = __to_zone__(t.data__, t.TimeZone);
      end
      t.TimeZone = zone;
    case {'Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'}
      which = find(strcmp(name, {'Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'}));
      parts = cell(1, 6);
      [parts{:}] = __civil__(__to_zone__(t.data__, t.TimeZone));
      parts{which} = double(value);
      t.data__ = __from_zone__(__from_civil__(parts{:}), t.TimeZone);
    otherwise
      error('MATLAB:noPublicFieldForClass', 'Unrecognized property ''%s'' for class ''datetime''.', name);
  end
end
