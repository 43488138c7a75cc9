function varargout = split(d, units)
  % [y, m, ...] = split(d, units): a calendar duration in units: years, quarters, months, weeks, days, time.
  units = cellstr(units);
  months = real(d.data__);
  days = imag(d.data__);
  varargout = cell(1, numel(units));
  for k = 1:numel(units)
    switch lower(units{k})
      case {'years', 'y'}
        varargout{k} = fix(months / 12);
        months = months - 12 * varargout{k};
      case {'quarters', 'q'}
        varargout{k} = fix(months / 3);
        months = months - 3 * varargout{k};
      case {'months', 'mo'}
        varargout{k} = months;
      case {'weeks', 'w'}
        varargout{k} = fix(days / 7);
        days = days - 7 * varargout{k};
      case {'days', 'd'}
        varargout{k} = fix(days);
        days = days - varargout{k};
      otherwise
        varargout{k} = milliseconds(round(days * 86400000));
    end
  end
end
